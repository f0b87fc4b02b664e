#pragma once

#include <filesystem>

namespace callside {

// Questions about paths that never throw, whatever this user may not see.

// `path` from the root on, without "." and "..". A relative one stays so if the working directory is gone.
std::filesystem::path absolute_path(const std::filesystem::path& path);

// Whether something is there. True also if that cannot be told, as of what lies in a folder that this user
// may not enter: what uses it then says why it fails.
bool may_exist(const std::filesystem::path& path);

}  // namespace callside
