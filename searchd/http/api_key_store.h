#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
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
#include "searchd/http/api_key.h"
#include "searchd/query/serve/followed_file.h"

namespace callside {

// The keys of a file, read again when the file changes. A file that can't be read, or is wrong or empty,
// leaves the keys as they were: an editor's slip, or a save caught half way, must not sign everybody out. It
// is an alarm, because a key that was revoked may still be good, and it is tried again until it can be read.
//
// A file that everybody may write is refused: whoever adds a key reads everything. One that others may only
// read is warned of, as it holds no more than names and hashes, and some ways of mounting secrets know no
// other mode.
//
// Any thread may call it.
class ApiKeyStore {
 public:
  // What the operator should know, as a line for the log. news: nothing is wrong. warning: other keys are
  // good from now on, or the file's permissions are too wide. failure: the file was not taken.
  enum class Weight : std::uint8_t { news, warning, failure };
  using Tell = std::function<void(const std::string& text, Weight weight)>;

  using Groups = std::optional<std::set<std::string>>;
  using Time = std::chrono::steady_clock::time_point;

  // `groups`: as in parse_keys(). `clock`: for the pauses between two tries.
  static Result<std::unique_ptr<ApiKeyStore>> open(std::filesystem::path file, Groups groups, Tell tell,
                                               std::function<Time()> clock = std::chrono::steady_clock::now);

  // Reads the file if it has changed, or if reading it failed a few seconds ago. Cheap otherwise: one
  // stat(2).
  void refresh();
  // Reads the file, changed or not, for these groups.
  void reload(Groups groups);

  // Code "keys", while the keys are not those of the file.
  std::optional<Alarm> alarm() const;

  // The key with that text; none: unknown. Takes the same time for every key. The caller judges whether it
  // has ended.
  std::optional<ApiKey> find(std::string_view key_text) const;
  // The same by its hash: what a session remembers.
  std::optional<ApiKey> find_sha256(std::string_view sha256) const;

  // Of all keys.
  std::set<std::string, std::less<>> sha256s() const;
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

  ApiKeyStore(std::filesystem::path file, Groups groups, Tell tell, std::function<Time()> clock)
      : file_(std::move(file)),
        tell_(std::move(tell)),
        clock_(std::move(clock)),
        groups_(std::move(groups)) {}

  Stamp stamp() const;
  // `before`: the file's stamp from before the call.
  Result<std::vector<ApiKey>> load(const Stamp& before) const;
  // With refreshing_ held.
  void read(const Stamp& before);
  void warn_of_mode(mode_t mode) const;
  std::shared_ptr<const std::vector<ApiKey>> keys() const;

  const std::filesystem::path file_;
  const Tell tell_;
  const std::function<Time()> clock_;
  std::mutex refreshing_;
  // Guarded by refreshing_:
  Groups groups_;
  Stamp seen_;
  Retry retry_{std::chrono::seconds(1), std::chrono::seconds(4)};
  mutable std::mutex mutex_;
  // Guarded by mutex_; changed only with refreshing_ held, too:
  std::shared_ptr<const std::vector<ApiKey>> keys_;
  std::optional<Alarm> alarm_;
};

}  // namespace callside
