#pragma once

#include <sys/stat.h>

#include <filesystem>

#include "indexer/format/document_stream.h"

namespace callside {

// What stat(2) says of a file.
FileStamp stamp_of(const struct stat& info);
// All zero where there is none, or where it can't be looked at. Symbolic links are followed.
FileStamp stamp_of(const std::filesystem::path& path);

}  // namespace callside
