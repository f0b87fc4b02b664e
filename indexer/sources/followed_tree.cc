#include "indexer/sources/followed_tree.h"

#include <set>
#include <system_error>
#include <utility>

namespace callside {
namespace fs = std::filesystem;

namespace {

class TreeVisitor {
 public:
  TreeVisitor(const ExcludedFolder& left_out, const VisitFollowed& visit)
      : left_out_(left_out), visit_(visit) {}

  // Recursion depth equals folder depth, which the 4,096 bytes of a path limit.
  Result<void> enter(const fs::path& path, bool is_link) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return ok();
    if (!S_ISDIR(info.st_mode)) return visit_(path, info, is_link);
    if (left_out_.inode != 0 && info.st_dev == left_out_.device && info.st_ino == left_out_.inode)
      return ok();
    // A symbolic link to a parent folder would recurse forever.
    if (!visited_.emplace(info.st_dev, info.st_ino).second) return ok();
    CALLSIDE_TRY(visit_(path, info, is_link));
    std::error_code error;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
      if (entry->path().filename().native().front() == '.') continue;
      std::error_code ignored;
      CALLSIDE_TRY(enter(entry->path(), entry->is_symlink(ignored)));
    }
    return ok();
  }

 private:
  const ExcludedFolder& left_out_;
  const VisitFollowed& visit_;
  std::set<std::pair<dev_t, ino_t>> visited_;
};

}  // namespace

ExcludedFolder ExcludedFolder::at(const fs::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return {};
  return {info.st_dev, info.st_ino};
}

Result<void> visit_followed(const fs::path& root, const ExcludedFolder& left_out,
                            const VisitFollowed& visit) {
  std::error_code ignored;
  return TreeVisitor(left_out, visit).enter(root, fs::is_symlink(root, ignored));
}

}  // namespace callside
