#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"
#include "indexer/publish/writer_lock.h"

namespace callside {

// What an index holds besides the published generation. All of this needs the writer's lock.
//
// Nothing here keeps a command from its work: what cannot be removed is reported, and the next command that
// writes the index tries again.

// Removes what builds that died left behind. Returns what could not be removed. Files of writers that are
// alive stay, and so do those of live.json and translations.json, which have a lock of their own
// (live_changes.h).
std::vector<Error> remove_leftovers(const IndexFolder& folder, const WriterLock& lock);

// A generation without its manifest is condemned: no list has it, nobody opens it, and it goes as soon as no
// reader has it.
Result<void> condemn(const IndexFolder& folder, const std::string& name, const WriterLock& lock);

// Condemned generations that are still there.
struct Condemned {
  std::vector<std::string> left;  // oldest first
  std::vector<Error> failures;    // why some of them could not be removed; the others have readers
};
Condemned remove_condemned(const IndexFolder& folder, const WriterLock& lock);

// The name of the next generation.
std::string next_generation(const IndexFolder& folder, const WriterLock& lock);

// Removes generations until `keep` are left. What stays, first of all: the published, the newest that is
// staged after it (these two always), the one that a rollback would go to; then the newest. Those that a
// reader has open stay until another time. Returns what could not be removed.
std::vector<Error> remove_old_generations(const IndexFolder& folder, std::size_t keep,
                                          const WriterLock& lock);

}  // namespace callside
