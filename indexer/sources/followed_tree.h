#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <functional>

#include "indexer/base/error.h"

namespace callside {

// What of a SOURCE is followed: the folders and files that reading it may look at, at most.

// A folder that is left out with all below it: the index, where it lies in a source.
struct LeftOutFolder {
  dev_t device = 0;
  ino_t inode = 0;  // 0: none is left out

  static LeftOutFolder at(const std::filesystem::path& path);
};

// A file or folder; symbolic links are followed, `info` is of what they lead to.
using VisitFollowed =
    std::function<Result<void>(const std::filesystem::path& path, const struct stat& info, bool is_link)>;

// Visits `root` and all below it, a folder before what it holds. Names that begin with a dot are passed over;
// folders that can be reached twice are entered once. What is absent or can't be read is passed over too: it
// may be gone the next moment. Errors are those of `visit`, which end the walk.
Result<void> visit_followed(const std::filesystem::path& root, const LeftOutFolder& left_out,
                            const VisitFollowed& visit);

}  // namespace callside
