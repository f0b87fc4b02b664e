#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"
#include "indexer/publish/writer_lock.h"

namespace callside {

// Removes old generations and leftovers. All functions need the writer's lock.
//
// A failed removal does not stop a command: it is reported, and the next command that writes the index tries
// again.

// Removes files and folders of builds that died. Returns failures. Does not touch files of live writers, or
// those of live.json and translations.json, which have their own lock (live_changes.h).
std::vector<Error> remove_leftovers(const IndexFolder& folder, const WriterLock& lock);

// Condemns a generation by removing its manifest: it is no longer listed or opened, and is removed as soon as
// no reader has it open.
Result<void> condemn(const IndexFolder& folder, const std::string& name, const WriterLock& lock);

// Condemned generations that still exist.
struct Condemned {
  std::vector<std::string> left;  // oldest first
  std::vector<Error> failures;    // for those that could not be removed; readers have the others open
};
Condemned remove_condemned(const IndexFolder& folder, const WriterLock& lock);

// Returns the name of the next generation.
std::string next_generation(const IndexFolder& folder, const WriterLock& lock);

// Removes generations until `keep` are left. Always keeps the published one and the newest one staged after
// it. Then keeps the one that a rollback would publish, then the newest. Generations that a reader has open
// stay until a later call. Returns failures.
std::vector<Error> remove_old_generations(const IndexFolder& folder, std::size_t keep,
                                          const WriterLock& lock);

}  // namespace callside
