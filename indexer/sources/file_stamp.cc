#include "indexer/sources/file_stamp.h"

#include "indexer/base/file_time.h"

namespace callside {

FileStamp stamp_of(const struct stat& info) {
  return {static_cast<std::uint64_t>(info.st_size), info.st_ino, nanoseconds(info.st_mtim),
          nanoseconds(info.st_ctim)};
}

FileStamp stamp_of(const std::filesystem::path& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? stamp_of(info) : FileStamp{};
}

}  // namespace callside
