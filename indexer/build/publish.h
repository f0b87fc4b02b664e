#pragma once

#include <string>

#include "indexer/base/error.h"
#include "indexer/build/writer_lock.h"
#include "indexer/schema/index_folder.h"

namespace callside {

// What stands in an index and which of it is read. All of this needs the writer's lock; `const WriterLock&`
// shows that it is held.

// Removes what builds that died left behind.
Result<void> remove_leftovers(const IndexFolder& folder, const WriterLock& lock);

// The name of the next generation.
std::string next_generation(const IndexFolder& folder, const WriterLock& lock);

// Makes a finished building.NAME a generation and the published one. Everything in it is on the disk before
// CURRENT names it; until then readers and crashes see what was published before.
Result<void> publish_building(const IndexFolder& folder, const std::string& name, const WriterLock& lock);

// Points CURRENT to the given generation; empty: to the one before the published. Gives its name.
Result<std::string> roll_back(const IndexFolder& folder, const std::string& to, const WriterLock& lock);

// Removes the oldest generations but the published and the `keep` newest; those that a reader has open stay.
Result<void> remove_old_generations(const IndexFolder& folder, std::size_t keep, const WriterLock& lock);

}  // namespace callside
