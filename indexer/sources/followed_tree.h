#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <functional>

#include "indexer/base/error.h"

namespace callside {

// Finds the folders and files of a SOURCE to watch: a superset of those that reading it may open.

// A folder that is skipped with everything below it: the index, if it lies inside a source.
struct ExcludedFolder {
  dev_t device = 0;
  ino_t inode = 0;  // 0: none

  static ExcludedFolder at(const std::filesystem::path& path);
};

// Called for a file or folder. Symbolic links are followed: `info` describes the target.
using VisitFollowed =
    std::function<Result<void>(const std::filesystem::path& path, const struct stat& info, bool is_link)>;

// Visits `root` and everything below it, each folder before its entries. Skips names that begin with a dot
// and whatever is absent or unreadable, since files may disappear at any time. Enters a folder that can be
// reached twice only once. Stops at the first error of `visit` and returns it.
Result<void> visit_followed(const std::filesystem::path& root, const ExcludedFolder& left_out,
                            const VisitFollowed& visit);

}  // namespace callside
