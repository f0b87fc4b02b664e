#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/assembly/reading_pass.h"
#include "indexer/base/error.h"
#include "indexer/commands/command.h"

namespace callside {

// The file that `--redact-report FILE` asks for: JSON Lines, one ticket a line of which something was taken
// out, in the order of the sources, with how many of each kind. Never a value.
//     {"file":"tickets.jsonl","line":7,"id":"T-1029","redacted":{"email":1,"name":2}}
class RedactReport {
 public:
  explicit RedactReport(std::filesystem::path file) : file_(std::move(file)) {}
  // Whether there is one to write.
  bool is_wanted() const { return !file_.empty(); }
  // Before the build: an error where the file could not be written after it.
  Result<void> prepare() const;
  // Replaces the file.
  Result<void> write(const std::vector<RedactedTicket>& tickets) const;

 private:
  std::filesystem::path file_;  // empty: none
};

void add_redact_report_option(CLI::App& command, std::string& file);

}  // namespace callside
