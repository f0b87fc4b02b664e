#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/sources/followed_tree.h"

namespace callside {

// The kernel's word that something happened in folders and all below them: inotify(7). Not for network file
// systems: there it is silent about what other machines do.
class FolderEvents {
 public:
  // Of folders, with all below, and of files, by the folder that they stand in: a file that is saved by a
  // rename is another one each time. What is absent is passed over. An error where events can't be had: a
  // network file system, or the limit of watches (fs.inotify.max_user_watches) is reached.
  static Result<FolderEvents> begin(const std::vector<std::filesystem::path>& paths,
                                    const LeftOutFolder& left_out);
  FolderEvents(FolderEvents&& other) noexcept;
  FolderEvents& operator=(FolderEvents&&) = delete;
  ~FolderEvents();

  // Readable (poll(2)) when there is something to take.
  int descriptor() const { return fd_; }

  enum class Seen {
    nothing,
    something,
    lost,  // something, and not all is followed any more: events were dropped, or a folder went; begin anew
  };
  // All that happened since the last time; doesn't wait. Folders that are new are followed from here on.
  Seen take();

 private:
  struct Watched {
    std::filesystem::path path;
    bool whole = false;           // all in it, else only `names`
    std::set<std::string> names;  // files
  };

  explicit FolderEvents(int fd, const LeftOutFolder& left_out) : fd_(fd), left_out_(left_out) {}
  Result<void> follow_tree(const std::filesystem::path& root);
  Result<void> follow_file(const std::filesystem::path& file);
  Result<Watched*> watch(const std::filesystem::path& path);

  int fd_;
  LeftOutFolder left_out_;
  std::unordered_map<int, Watched> watched_;  // by watch descriptor
};

}  // namespace callside
