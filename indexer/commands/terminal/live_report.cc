#include "indexer/commands/terminal/live_report.h"

#include <iostream>

#include "indexer/publish/publish_log.h"
#include "indexer/sources/language_tag.h"

namespace callside {

using nlohmann::json;

json to_json_value(const Notice& notice) {
  return json{{"id", notice.id},
              {"text", notice.text},
              {"lang", notice.lang.empty() ? json() : json(notice.lang)},
              {"article", notice.article.empty() ? json() : json(notice.article)},
              {"product", notice.product},
              {"audience", notice.audience},
              {"until", format_utc(notice.until)},
              {"since", notice.since},
              {"by", notice.by}};
}

json to_json_value(const Withdrawal& one) {
  return json{{"id", one.id},
              {"lang", one.lang.empty() ? json() : json(one.lang)},
              {"since", one.since},
              {"by", one.by}};
}

std::string name_of(const Withdrawal& one) { return one.id + (one.lang.empty() ? "" : " in " + one.lang); }

Result<std::string> language_option(const std::string& given) {
  if (given.empty()) return given;
  if (auto tag = canonical_language(given)) return std::move(*tag);
  return fail(ErrorCode::usage, "--lang " + given + " is not a language tag",
              "write it as en, sl or sr-Latn");
}

void log_live_change(const IndexFolder& folder, const std::string& command, const std::string& outcome,
                     const std::string& subject) {
  LogEntry entry = log_entry(command, outcome);
  entry.subject = subject;
  if (const auto logged = append_log(folder, entry); !logged) {
    std::cerr << "callside-index: warning: cannot write this to the log: " << logged.error().message << '\n';
  }
}

void warn_if_staged(const KnownDocument& known, const std::string& id) {
  if (known.published) return;
  std::cerr << "callside-index: warning: " << id << " is not published yet, only staged in generation "
            << known.generation << '\n';
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace callside
