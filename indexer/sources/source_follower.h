#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/format/document_stream.h"
#include "indexer/sources/folder_events.h"
#include "indexer/sources/followed_tree.h"

namespace callside {

// Tells when sources have changed: by the kernel's events, or by looking at them again and again where there
// are none. What a source is, is looked at every other second in either case: a share that is mounted, or a
// link that is set to another folder, tells nobody. One thread.
class SourceFollower {
 public:
  // Between two looks.
  static constexpr std::chrono::milliseconds kPoll{2000};

  // `paths`: files and folders, absolute; they need not be there. `left_out`: the index, which may lie in a
  // source. `poll`: look that often, and use no events.
  SourceFollower(std::vector<std::filesystem::path> paths, const LeftOutFolder& left_out,
                 std::optional<std::chrono::milliseconds> poll);

  // Waits until something has changed since this was made, or since the last call, and then until all is
  // quiet. False: nothing has for `longest`, or `interrupted` was set.
  bool wait(std::chrono::milliseconds longest, const std::atomic<bool>& interrupted);
  // Whether something has changed since the last wait(). It stays something for the next wait().
  bool has_changed();

  // Why it looks instead of listening to events; empty: it listens.
  const std::string& why_polling() const { return why_polling_; }

 private:
  // What a path leads to. A folder is the same whatever it holds.
  struct Root {
    dev_t device = 0;
    FileStamp stamp;
    bool operator==(const Root&) const = default;
  };
  using Stamps = std::map<std::string, FileStamp>;

  void begin();
  bool look();
  void rest(std::chrono::milliseconds most) const;
  std::vector<Root> look_at_roots() const;
  Stamps look_at_all() const;

  std::vector<std::filesystem::path> paths_;
  LeftOutFolder left_out_;
  std::optional<std::chrono::milliseconds> poll_;
  std::string why_polling_;
  std::vector<Root> roots_;
  std::optional<FolderEvents> events_;
  Stamps stamps_;  // without events
  std::chrono::milliseconds interval_{kPoll};
  bool changed_ = false;
};

}  // namespace callside
