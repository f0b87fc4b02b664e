#pragma once

#include <filesystem>

#include "indexer/base/error.h"

namespace callside {

// What replace_file() leaves behind when its process dies: the temporary file that it writes beside the file
// and then renames. Its name is that of the file, this mark and some letters. The writer holds a lock (flock)
// on it until it is renamed.
inline constexpr const char* kTornMark = ".tmp.";

// Whether a file has such a name.
bool is_torn_copy(const std::filesystem::path& path);

// Removes such a file if its writer has died. Leaves it to a writer that is alive.
Result<void> remove_torn_copy(const std::filesystem::path& path);

}  // namespace callside
