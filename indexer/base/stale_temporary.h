#pragma once

#include <filesystem>

#include "indexer/base/error.h"

namespace callside {

// A stale temporary is the file that replace_file() leaves behind if its process dies before the rename.
// Its name is the name of the replaced file, this mark and six random characters. The writer holds a lock
// (flock) on it until the rename.
inline constexpr const char* kTemporaryMark = ".tmp.";

// Returns true if the file has such a name.
bool is_stale_temporary(const std::filesystem::path& path);

// Removes such a file unless its writer is still alive. A file that no longer exists is not an error.
Result<void> remove_stale_temporary(const std::filesystem::path& path);

}  // namespace callside
