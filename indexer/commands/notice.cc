#include <algorithm>
#include <iostream>
#include <memory>

#include "indexer/base/moment.h"
#include "indexer/base/near_key.h"
#include "indexer/base/user_name.h"
#include "indexer/base/utf8.h"
#include "indexer/commands/command.h"
#include "indexer/commands/terminal/live_report.h"
#include "indexer/config/config.h"
#include "indexer/format/index_timezone.h"
#include "indexer/publish/live_changes.h"

namespace callside {

namespace {

using nlohmann::json;

struct NoticeArguments {
  std::filesystem::path index;
  std::string text, lang, article, until, config;
  std::vector<std::string> product, audience;
  std::string end;  // id of the notice to end
  Output output;
};

// In code points: as much as an agent can read while the customer talks.
constexpr std::size_t kMaxTextLength = 500;

constexpr const char* kNoticeFooter = R"(
TIME is one of these, in the index's time zone (timezone: in callside.yaml, else the machine's):
  18:00                   the next 18:00
  +30m  +2h  +3d          that long from now
  2026-10-01              the end of that day
  2026-10-01T18:00        that moment; with Z or +02:00 appended, in that zone

Running daemons follow within a second. Builds and rollbacks leave notices alone until they expire. An API key
sees the notices of its audiences; a daemon without keys shows only those for public.)";

Result<void> check_text(const std::string& text) {
  const bool control =
      std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  const bool blank = text.find_first_not_of(' ') == std::string::npos;
  if (blank || control || find_invalid_utf8(text) != std::string_view::npos ||
      count_code_points(text) > kMaxTextLength) {
    return fail(ErrorCode::usage,
                "--text must be one line of 1 to " + std::to_string(kMaxTextLength) + " characters of UTF-8",
                "put a longer text into an article and name it with --article");
  }
  return ok();
}

// Refuses an unknown audience: nobody would see the notice.
Result<void> check_audiences(const IndexFolder& folder, const NoticeArguments& arguments) {
  CALLSIDE_ASSIGN(const std::vector<std::string> of_documents, known_audiences(folder));
  const auto named =
      arguments.config.empty() ? std::nullopt : std::optional<std::filesystem::path>(arguments.config);
  CALLSIDE_ASSIGN(const Config config, find_config(named, {}));
  std::vector<std::string_view> known{"public", "internal"};
  known.insert(known.end(), of_documents.begin(), of_documents.end());
  known.insert(known.end(), config.groups.begin(), config.groups.end());
  for (const std::string& one : arguments.audience) {
    if (std::find(known.begin(), known.end(), one) != known.end()) continue;
    return fail(ErrorCode::usage,
                "unknown audience " + one + ": no document has it, and no configuration declares it",
                "did you mean " + std::string(nearest_key(one, known)) +
                    "? Declare a new group under groups: in callside.yaml (--config FILE)");
  }
  return ok();
}

void print(const Notice& notice) {
  std::cout << notice.id << "  until " << format_utc(notice.until) << ", for " << joined(notice.audience);
  if (!notice.product.empty()) std::cout << ", product " << joined(notice.product);
  if (!notice.lang.empty()) std::cout << ", readers of " << notice.lang;
  if (!notice.article.empty()) std::cout << ", see " << notice.article;
  std::cout << "\n    " << notice.text << '\n';
}

Result<int> add_one(const NoticeArguments& arguments) {
  const IndexFolder folder(arguments.index);
  Notice notice;
  CALLSIDE_TRY(check_text(arguments.text));
  notice.text = arguments.text;
  CALLSIDE_ASSIGN(notice.lang, language_option(arguments.lang));
  const Moment at = now();
  CALLSIDE_ASSIGN(const TimeZone zone, timezone_of(folder));
  const auto until = parse_moment(arguments.until, at, zone);
  if (!until || *until <= at) {
    return fail(ErrorCode::usage,
                "--until " + arguments.until + (until ? " is in the past" : " is not a valid time"),
                "write 18:00, +2h, 2026-10-01 or 2026-10-01T18:00Z");
  }
  notice.until = *until;
  CALLSIDE_TRY(check_audiences(folder, arguments));
  notice.audience = arguments.audience.empty() ? std::vector<std::string>{"internal"} : arguments.audience;
  notice.product = arguments.product;
  notice.article = arguments.article;
  if (!notice.article.empty()) {
    CALLSIDE_ASSIGN(const KnownDocument known, find_known_document(folder, notice.article));
    if (!arguments.output.quiet) warn_if_staged(known, notice.article);
  }
  notice.since = now_utc();
  notice.by = user_name();
  CALLSIDE_TRY(change_live_state(folder, [&](LiveState& state) {
    notice.id = "n" + std::to_string(state.next_notice++);
    state.notices.push_back(notice);
    return ok();
  }));
  log_live_change(folder, "notice add", "added", notice.id);
  if (arguments.output.json) {
    std::cout << to_json_value(notice).dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!arguments.output.quiet) {
    print(notice);
  }
  return 0;
}

Result<int> list_all(const NoticeArguments& arguments) {
  const IndexFolder folder(arguments.index);
  if (folder.list().empty()) CALLSIDE_TRY(folder.current());
  CALLSIDE_ASSIGN(const LiveState state, read_live_state(folder));
  const Moment at = now();
  json report = json::array();
  for (const Notice& notice : state.notices) {
    if (notice.is_over(at)) continue;
    report.push_back(to_json_value(notice));
    if (!arguments.output.json && !arguments.output.quiet) print(notice);
  }
  if (arguments.output.json) {
    std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (report.empty() && !arguments.output.quiet) {
    std::cout << "there are no notices\n";
  }
  return 0;
}

Result<int> end_one(const NoticeArguments& arguments) {
  const IndexFolder folder(arguments.index);
  if (folder.list().empty()) CALLSIDE_TRY(folder.current());
  CALLSIDE_TRY(change_live_state(folder, [&](LiveState& state) -> Result<void> {
    std::vector<std::string> ids;
    for (const Notice& notice : state.notices) ids.push_back(notice.id);
    if (std::erase_if(state.notices, [&](const Notice& one) { return one.id == arguments.end; }) > 0)
      return ok();
    return fail(ErrorCode::not_found, "there is no notice " + arguments.end,
                ids.empty() ? "there are no notices" : "current notices: " + joined(ids));
  }));
  log_live_change(folder, "notice end", "ended", arguments.end);
  if (arguments.output.json) {
    std::cout << json{{"id", arguments.end}}.dump(2) << '\n';
  } else if (!arguments.output.quiet) {
    std::cout << "notice " << arguments.end << " has ended\n";
  }
  return 0;
}

}  // namespace

Command add_notice(CLI::App& program) {
  auto arguments = std::make_shared<NoticeArguments>();
  CLI::App* command = program.add_subcommand("notice", "Show agents a notice at once, until it expires");
  command->require_subcommand(1);
  // The shared options may come before or after the subcommand.
  command->fallthrough();
  add_index_option(*command, arguments->index);
  add_output_options(*command, arguments->output);
  CLI::App* add = command->add_subcommand("add", "Show a notice above the answers");
  CLI::App* list = command->add_subcommand("list", "List the notices that are shown");
  CLI::App* end = command->add_subcommand("end", "End a notice before it expires");
  for (CLI::App* one : {add, list, end}) one->fallthrough();
  add->add_option("--text", arguments->text, "Text of the notice, one line")->required()->type_name("TEXT");
  add->add_option("--until", arguments->until, "When the notice expires; see below")
      ->required()
      ->type_name("TIME");
  add->add_option("--lang", arguments->lang, "Show it only to readers of this language")->type_name("LANG");
  add->add_option("--article", arguments->article, "Article with more information")->type_name("ID");
  add->add_option("--product", arguments->product, "Show it only in searches for this product; repeatable")
      ->type_name("PRODUCT")
      ->allow_extra_args(false);
  add->add_option("--audience", arguments->audience, "Audience that may read it; repeatable [internal]")
      ->type_name("AUDIENCE")
      ->allow_extra_args(false);
  add->add_option("--config", arguments->config,
                  "Configuration that declares groups; default: callside.yaml of this folder or one above it")
      ->type_name("FILE");
  add->footer(kNoticeFooter);
  end->add_option("ID", arguments->end, "Id of the notice, as `notice list` shows it")->required();
  return {command, [arguments, add, list] {
            if (add->parsed()) return add_one(*arguments);
            return list->parsed() ? list_all(*arguments) : end_one(*arguments);
          }};
}

}  // namespace callside
