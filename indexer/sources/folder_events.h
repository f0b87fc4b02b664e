#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/sources/followed_tree.h"

namespace callside {

// Watches folder trees for changes with inotify(7). Not for network file systems, where inotify misses the
// changes that other machines make.
class FolderEvents {
 public:
  // Watches folders with everything below them, and single files through their folder, because a file that is
  // saved by rename is a new one each time. Skips paths that do not exist. Fails on a network file system, or
  // if the limit of watches (fs.inotify.max_user_watches) is reached.
  static Result<FolderEvents> open(const std::vector<std::filesystem::path>& paths,
                                   const ExcludedFolder& left_out);
  FolderEvents(FolderEvents&& other) noexcept;
  FolderEvents& operator=(FolderEvents&&) = delete;
  ~FolderEvents();

  // Readable (poll(2)) when there are events to take.
  int descriptor() const { return fd_; }

  enum class Changes {
    none,
    some,
    lost,  // some, but the watch is incomplete: events were dropped or a folder moved; open a new one
  };
  // Returns the changes since the last call. Does not wait. Also watches new folders from here on.
  Changes take();

 private:
  struct Watched {
    std::filesystem::path path;
    bool whole = false;           // reports every entry, not only `names`
    std::set<std::string> names;  // single files
  };

  explicit FolderEvents(int fd, const ExcludedFolder& left_out) : fd_(fd), left_out_(left_out) {}
  Result<void> follow_tree(const std::filesystem::path& root);
  Result<void> follow_file(const std::filesystem::path& file);
  Result<Watched*> watch(const std::filesystem::path& path);

  int fd_;
  ExcludedFolder left_out_;
  std::unordered_map<int, Watched> watched_;  // by watch descriptor
};

}  // namespace callside
