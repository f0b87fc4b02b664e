#pragma once

#include <sys/types.h>

#include <ctime>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "searchd/http/keys.h"

namespace callside {

// The keys of a file, read again when the file changes. A new file that can't be read, or is wrong, leaves
// the keys as they were: an editor's slip must not sign everybody out. Any thread may call it.
class KeyRing {
 public:
  // What the operator should know: a line for the log.
  using Tell = std::function<void(const std::string& text, bool failed)>;

  static Result<std::unique_ptr<KeyRing>> open(std::filesystem::path file,
                                               std::optional<std::set<std::string>> groups, Tell tell);

  // Looks whether the file has changed. Cheap: one stat(2).
  void refresh();

  // The key with that text; none: unknown. Takes the same time for every key. The caller judges whether it
  // has ended.
  std::optional<Key> find(std::string_view key_text) const;
  // The same by its hash: what a session remembers.
  std::optional<Key> find_sha256(std::string_view sha256) const;

  std::size_t size() const;

 private:
  // What tells two states of a file apart.
  struct Stamp {
    timespec modified{};
    off_t bytes = -1;
    ino_t inode = 0;
    mode_t mode = 0;

    bool operator==(const Stamp& other) const {
      return modified.tv_sec == other.modified.tv_sec && modified.tv_nsec == other.modified.tv_nsec &&
             bytes == other.bytes && inode == other.inode && mode == other.mode;
    }
  };

  KeyRing(std::filesystem::path file, std::optional<std::set<std::string>> groups, Tell tell)
      : file_(std::move(file)), groups_(std::move(groups)), tell_(std::move(tell)) {}

  Stamp stamp() const;
  Result<std::vector<Key>> load() const;
  std::shared_ptr<const std::vector<Key>> keys() const;

  const std::filesystem::path file_;
  const std::optional<std::set<std::string>> groups_;
  const Tell tell_;
  std::mutex refreshing_;
  mutable std::mutex mutex_;
  // Guarded by mutex_:
  Stamp seen_;
  std::shared_ptr<const std::vector<Key>> keys_;
};

}  // namespace callside
