#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/manifest.h"

namespace callside {

// log.jsonl: what was done to an index, a JSON object a line, oldest first. It is only ever added to; neither
// a rollback nor the removal of a generation takes anything out of it. Only ids of what was forgotten are
// struck out.
struct LogEntry {
  std::string when;        // ISO 8601, UTC
  std::string who;         // user name
  std::string command;     // "build", "publish", "withdraw", ...
  std::string outcome;     // "published", "staged", "stopped" (staged, though it was to be published), ...
  std::string generation;  // that it was done to; empty: none
  std::string before;      // the published one before; empty: none, or no other
  std::string subject;     // of what is done at once: the document or notice
  std::string why;         // where it was stopped
  std::string gate;        // of a publication, one of kGate...; empty: it is none, or was not to be
  std::string note;        // of whoever did it
  std::optional<DocumentCounts> counts;  // of the generation; sources are not logged
};

// What became of the gate when something was to be published.
inline constexpr const char* kGatePassed = "passed";
inline constexpr const char* kGateStopped = "stopped";
inline constexpr const char* kGateSkipped = "skipped";  // there may be one, and it was not to be asked
inline constexpr const char* kGateNone = "none";        // there was none to ask

// An entry of now, by whom the process runs for.
LogEntry log_entry(std::string command, std::string outcome);

// Appends and flushes to the disk. Any process at any time; needs no writer's lock. A line that a crash cut
// off is ended first, so that it spoils no other.
Result<void> append_log(const IndexFolder& folder, const LogEntry& entry);

// Puts asterisks, as many as it has bytes, for each subject that is one of these, in its place: no line
// moves, so that whoever appends meanwhile does no harm. How many.
Result<std::size_t> strike_from_log(const IndexFolder& folder,
                                    const std::function<Result<bool>(const std::string& subject)>& is_one);

// The `most` newest entries, newest first. Lines that are damaged are passed over. No log yet: none.
Result<std::vector<LogEntry>> read_log(const IndexFolder& folder, std::size_t most);

}  // namespace callside
