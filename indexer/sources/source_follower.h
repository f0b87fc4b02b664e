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

// Tells when sources have changed. Uses the kernel's events, or regular checks if there are none. In either
// case checks every two seconds what each source path leads to, since mounting a share or changing a link
// sends no events. One thread.
class SourceFollower {
 public:
  // Interval of checks.
  static constexpr std::chrono::milliseconds kPoll{2000};

  // `paths`: absolute paths of files and folders, which need not exist. `left_out`: the index, which may lie
  // inside a source. `poll`: check at this interval and use no events.
  SourceFollower(std::vector<std::filesystem::path> paths, const ExcludedFolder& left_out,
                 std::optional<std::chrono::milliseconds> poll);

  // Waits for a change since construction or the last call, and then until the sources are quiet. Returns
  // false if nothing changed for `longest`, or once `interrupted` is set.
  bool wait(std::chrono::milliseconds longest, const std::atomic<bool>& interrupted);
  // Returns true if something has changed since the last wait(). The next wait() reports it again.
  bool has_changed();

  // Reason for checking instead of using events; empty if it uses events.
  const std::string& why_polling() const { return why_polling_; }

 private:
  // Identity of what a path leads to. A folder keeps it when its content changes.
  struct Root {
    dev_t device = 0;
    FileStamp stamp;
    bool operator==(const Root&) const = default;
  };
  using Stamps = std::map<std::string, FileStamp>;

  void start();
  bool check();
  void wait_for_event(std::chrono::milliseconds timeout) const;
  std::vector<Root> stat_roots() const;
  Stamps stat_trees() const;

  std::vector<std::filesystem::path> paths_;
  ExcludedFolder left_out_;
  std::optional<std::chrono::milliseconds> poll_;
  std::string why_polling_;
  std::vector<Root> roots_;
  std::optional<FolderEvents> events_;
  Stamps stamps_;  // without events
  std::chrono::milliseconds interval_{kPoll};
  bool changed_ = false;
};

}  // namespace callside
