#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/assembly/reading_pass.h"
#include "indexer/base/error.h"
#include "indexer/commands/command.h"

namespace callside {

// The file of `--redact-report FILE`: JSON Lines, in the order of the sources. Each line counts the personal
// data redacted from one ticket, by kind, and never holds a value.
//     {"file":"tickets.jsonl","line":7,"id":"T-1029","redacted":{"email":1,"name":2}}
class RedactReport {
 public:
  explicit RedactReport(std::filesystem::path file) : file_(std::move(file)) {}
  // Returns true if the option was given.
  bool is_wanted() const { return !file_.empty(); }
  // Returns an error if the file cannot be written. Called before the build, which may take long.
  Result<void> prepare() const;
  // Replaces the file.
  Result<void> write(const std::vector<RedactedTicket>& tickets) const;

 private:
  std::filesystem::path file_;  // empty: no report
};

void add_redact_report_option(CLI::App& command, std::string& file);

}  // namespace callside
