#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/build/writer_lock.h"
#include "indexer/schema/index_folder.h"

namespace callside {

// What stands in an index besides the published generation. All of this needs the writer's lock.

// Removes what builds that died left behind.
Result<void> remove_leftovers(const IndexFolder& folder, const WriterLock& lock);

// A generation without its manifest is condemned: no list has it, nobody opens it, and it goes as soon as no
// reader has it. Oldest first.
std::vector<std::string> condemned(const IndexFolder& folder);
Result<void> condemn(const IndexFolder& folder, const std::string& name, const WriterLock& lock);
// Removes the generation in a folder; false: a reader has it.
Result<bool> remove_unless_read(const std::filesystem::path& path);

// The name of the next generation.
std::string next_generation(const IndexFolder& folder, const WriterLock& lock);

// Removes generations until `keep` are left. What stays, first of all: the published, the newest that is
// staged after it (these two always), the one that a rollback would go to; then the newest. Those that a
// reader has open stay until another time.
Result<void> remove_old_generations(const IndexFolder& folder, std::size_t keep, const WriterLock& lock);

}  // namespace callside
