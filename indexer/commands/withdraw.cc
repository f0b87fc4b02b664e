#include <algorithm>
#include <iostream>
#include <memory>

#include "indexer/base/moment.h"
#include "indexer/base/user_name.h"
#include "indexer/commands/command.h"
#include "indexer/commands/terminal/live_report.h"
#include "indexer/publish/live_changes.h"

namespace callside {

namespace {

using nlohmann::json;

struct WithdrawArguments {
  std::filesystem::path index;
  std::string id;
  std::string lang;
  Output output;
};

// Adds a withdrawal to the state. Returns false if the document is already withdrawn.
bool withdraw(LiveState& state, const Withdrawal& wanted) {
  const auto covers = [&](const Withdrawal& one) {
    return one.id == wanted.id && (one.lang.empty() || one.lang == wanted.lang);
  };
  if (std::any_of(state.withdrawn.begin(), state.withdrawn.end(), covers)) return false;
  // A withdrawal of all languages replaces those of single ones.
  std::erase_if(state.withdrawn,
                [&](const Withdrawal& one) { return one.id == wanted.id && wanted.lang.empty(); });
  state.withdrawn.push_back(wanted);
  return true;
}

// Returns true if the index could not be searched for the document. A daemon that opened it earlier may still
// show the document, so the withdrawal is recorded all the same.
bool cannot_look(const Error& error) {
  return error.code == ErrorCode::damaged || error.code == ErrorCode::old_index ||
         error.code == ErrorCode::io;
}

Result<int> run_withdraw(const WithdrawArguments& arguments) {
  const IndexFolder folder(arguments.index);
  CALLSIDE_ASSIGN(const std::string lang, language_option(arguments.lang));
  const auto known = find_known_document(folder, arguments.id);
  if (!known && !cannot_look(known.error())) return tl::unexpected<Error>(known.error());
  if (known && !lang.empty() &&
      std::find(known->languages.begin(), known->languages.end(), lang) == known->languages.end()) {
    return fail(ErrorCode::not_found, arguments.id + " has no version in " + lang,
                "it has " + joined(known->languages) + "; omit --lang to withdraw them all");
  }
  const Withdrawal wanted{arguments.id, lang, now_utc(), user_name()};
  bool is_new = false;
  CALLSIDE_TRY(change_live_state(folder, [&](LiveState& state) {
    is_new = withdraw(state, wanted);
    return ok();
  }));
  if (is_new) log_live_change(folder, "withdraw", "withdrawn", name_of(wanted));
  if (!known) {
    std::cerr << "warning: could not check that " << arguments.id << " exists: " << known.error().message
              << "\n  " << known.error().hint << '\n';
  } else if (!arguments.output.quiet) {
    warn_if_staged(*known, arguments.id);
  }
  if (arguments.output.json) {
    json report = to_json_value(wanted);
    report["was_withdrawn"] = !is_new;
    report["published"] = known ? json(known->published) : json();
    std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!arguments.output.quiet) {
    std::cout << name_of(wanted) << (is_new ? " is withdrawn" : " is already withdrawn")
              << ", whatever is published, until `callside-index restore`\n";
  }
  return 0;
}

}  // namespace

Command add_withdraw(CLI::App& program) {
  auto arguments = std::make_shared<WithdrawArguments>();
  CLI::App* command = program.add_subcommand(
      "withdraw", "Hide an article or a ticket from everybody at once, whatever is published");
  add_index_option(*command, arguments->index);
  command->add_option("ID", arguments->id, "Id of an article or a ticket")->required();
  command->add_option("--lang", arguments->lang, "Only its version in this language")->type_name("LANG");
  add_output_options(*command, arguments->output);
  command->footer(
      "\nRunning daemons follow within a second. Builds and rollbacks keep the withdrawal. What the index "
      "learned\n"
      "from the document (words that it shares with others, lengths) stays until a build without it.");
  return {command, [arguments] { return run_withdraw(*arguments); }};
}

}  // namespace callside
