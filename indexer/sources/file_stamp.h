#pragma once

#include <sys/stat.h>

#include <filesystem>

#include "indexer/format/document_stream.h"

namespace callside {

// Size, inode and times of a file, from stat(2).
FileStamp stamp_of(const struct stat& info);
// All zero if the file does not exist or cannot be examined. Follows symbolic links.
FileStamp stamp_of(const std::filesystem::path& path);

}  // namespace callside
