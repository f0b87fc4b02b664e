#pragma once

#include <optional>
#include <string>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"
#include "indexer/publish/writer_lock.h"

namespace callside {

// A rollback holds the index: builds and updates only stage generations until somebody resumes publishing.
// The index is held as long as the file HELD exists, even if it is damaged.
struct Hold {
  std::string generation;  // that the rollback published; all fields are empty if HELD is damaged
  std::string since;       // ISO 8601, UTC
  std::string by;          // user name
  std::string note;

  bool operator==(const Hold&) const = default;
};

// Returns nullopt if the index is not held.
std::optional<Hold> read_hold(const IndexFolder& folder);
Result<void> write_hold(const IndexFolder& folder, const Hold& hold, const WriterLock& lock);
Result<void> end_hold(const IndexFolder& folder, const WriterLock& lock);

// "generation 000004 is held since 2026-10-01T09:30:00Z by ana (wrong export)"
std::string to_string(const Hold& hold);

// The error for a publish while the index is held. Its hint has the command that resumes.
Error held_error(const IndexFolder& folder, const Hold& hold);

}  // namespace callside
