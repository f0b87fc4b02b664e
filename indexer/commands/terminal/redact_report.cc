#include "indexer/commands/terminal/redact_report.h"

#include <nlohmann/json.hpp>
#include <system_error>

#include "indexer/base/files.h"

namespace callside {

Result<void> RedactReport::prepare() const {
  if (!is_wanted()) return ok();
  std::error_code ignored;
  if (std::filesystem::is_directory(file_, ignored)) {
    return fail(ErrorCode::usage, "--redact-report " + file_.string() + " is a folder", "name a file");
  }
  std::filesystem::path trial = file_;
  trial += ".partial";
  CALLSIDE_TRY(replace_file(trial, ""));
  std::filesystem::remove(trial, ignored);
  return ok();
}

Result<void> RedactReport::write(const std::vector<RedactedTicket>& tickets) const {
  if (!is_wanted()) return ok();
  std::string lines;
  for (const RedactedTicket& ticket : tickets) {
    // The order of the keys is part of the format.
    nlohmann::ordered_json line{{"file", ticket.place.file}, {"line", ticket.place.line}, {"id", ticket.id}};
    line["redacted"] = ticket.counts;
    lines += line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
  }
  return replace_file(file_, lines);
}

void add_redact_report_option(CLI::App& command, std::string& file) {
  command
      .add_option("--redact-report", file,
                  "Write the number of redactions of each ticket to this file, by kind and without values, "
                  "as JSON Lines")
      ->type_name("FILE");
}

}  // namespace callside
