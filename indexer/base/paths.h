#pragma once

#include <filesystem>

namespace callside {

// Path functions that never throw, even for paths that this user may not access.

// `path` made absolute, without "." and "..". Stays relative if the working directory has been removed.
std::filesystem::path absolute_path(const std::filesystem::path& path);

// Returns false only if `path` certainly does not exist. Returns true if that cannot be determined, for
// example in a folder that this user may not enter; the operation that uses the path then reports why it
// fails.
bool may_exist(const std::filesystem::path& path);

}  // namespace callside
