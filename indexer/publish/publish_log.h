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

// log.jsonl: the history of an index, one JSON object per line, oldest first. It is append-only: a rollback
// or the removal of a generation deletes nothing from it. Only ids of forgotten documents are overwritten.
struct LogEntry {
  std::string when;        // ISO 8601, UTC
  std::string who;         // user name
  std::string command;     // "build", "publish", "withdraw", ...
  std::string outcome;     // "published", "staged", "stopped" (staged because a guard stopped it), ...
  std::string generation;  // that the command changed; may be empty
  std::string before;      // published before; empty if there was none, or it did not change
  std::string subject;     // of a command that takes effect at once: the document or notice
  std::string why;         // reason for "stopped"
  std::string gate;        // result of the gate (kGate...); empty if nothing was to be published
  std::string note;        // the user's reason
  std::optional<DocumentCounts> counts;  // of the generation; sources are not logged
};

// Results of the gate.
inline constexpr const char* kGatePassed = "passed";
inline constexpr const char* kGateStopped = "stopped";
inline constexpr const char* kGateSkipped = "skipped";  // the user skipped it, if there was one
inline constexpr const char* kGateNone = "none";        // there was no gate

// Returns an entry with the current time and user.
LogEntry log_entry(std::string command, std::string outcome);

// Appends an entry and flushes it to disk. Safe from any process; does not need the writer's lock. Terminates
// a line that a crash cut off first, so that it does not spoil this entry.
Result<void> append_log(const IndexFolder& folder, const LogEntry& entry);

// Overwrites each subject for which `is_one` is true with asterisks of the same length. No line moves, so
// other processes may append meanwhile. Returns how many were overwritten.
Result<std::size_t> strike_from_log(const IndexFolder& folder,
                                    const std::function<Result<bool>(const std::string& subject)>& is_one);

// Returns up to `most` entries, newest first. Skips damaged lines. Returns none if there is no log yet.
Result<std::vector<LogEntry>> read_log(const IndexFolder& folder, std::size_t most);

}  // namespace callside
