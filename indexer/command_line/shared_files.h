#pragma once

#include <filesystem>

#include "indexer/base/error.h"
#include "indexer/command_line/command_table.h"

namespace callside {

// Writes what is installed beside a program below `share` (/usr/share): its manual pages and the completions
// of bash, zsh and fish. `has_pages`: each command has a page of its own.
Result<void> write_shared_files(const CommandEntry& program, bool has_pages,
                                const std::filesystem::path& share);

}  // namespace callside
