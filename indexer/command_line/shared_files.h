#pragma once

#include <filesystem>

#include "indexer/base/error.h"
#include "indexer/command_line/command_table.h"

namespace callside {

// Writes the manual pages of a program and its completions for bash, zsh and fish below `share`, for example
// /usr/share. `has_pages`: each command has its own page.
Result<void> write_shared_files(const CommandEntry& program, bool has_pages,
                                const std::filesystem::path& share);

}  // namespace callside
