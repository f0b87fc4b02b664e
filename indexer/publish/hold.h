#pragma once

#include <optional>
#include <string>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"
#include "indexer/publish/writer_lock.h"

namespace callside {

// A rollback holds: until somebody says that publishing may go on, builds and updates only stage. The file
// HELD says so; while it is there, damaged or not, the index is held.
struct Hold {
  std::string generation;  // that was published again; all fields are empty where HELD is damaged
  std::string since;       // ISO 8601, UTC
  std::string by;          // user name
  std::string note;

  bool operator==(const Hold&) const = default;
};

std::optional<Hold> read_hold(const IndexFolder& folder);
Result<void> write_hold(const IndexFolder& folder, const Hold& hold, const WriterLock& lock);
Result<void> end_hold(const IndexFolder& folder, const WriterLock& lock);

// "generation 000004 is held since 2026-10-01T09:30:00Z by ana (wrong export)"
std::string to_string(const Hold& hold);

// Why nothing is published now, and how to go on.
Error held_error(const IndexFolder& folder, const Hold& hold);

}  // namespace callside
