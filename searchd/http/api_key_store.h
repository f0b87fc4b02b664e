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
#include "searchd/query/suggester.h"

namespace callside {

// The API keys of a keys file, which is read again when it changes. If the file cannot be read, or is
// malformed or blank, the current keys stay: a mistake while editing, or a save that is half done, must not
// sign everybody out. This raises an alarm, because a revoked key may still be valid, and reading is retried
// until it succeeds.
//
// A file that everybody may write is refused, because whoever adds a key can read everything. A file that
// others may only read is a warning: it holds only names and hashes, and some ways of mounting secrets always
// make files readable.
//
// Any thread may call it.
class ApiKeyStore {
 public:
  // A message for the log. info: nothing is wrong. warning: the set of keys has changed, or the permissions
  // of the file are too wide. error: the file was rejected.
  enum class Severity : std::uint8_t { info, warning, error };
  using Report = std::function<void(const std::string& text, Severity severity)>;

  using Groups = std::optional<std::set<std::string>>;
  using Time = std::chrono::steady_clock::time_point;

  // `groups` is as in parse_api_key_file(). `clock` times the retries.
  static Result<std::unique_ptr<ApiKeyStore>> open(
      std::filesystem::path file, Groups groups, Report report,
      std::function<Time()> clock = std::chrono::steady_clock::now);

  // Reads the file if it has changed, or if reading it failed a few seconds ago. Otherwise costs one stat(2).
  void refresh();
  // Reads the file, changed or not, and replaces the declared groups.
  void reload(Groups groups);

  // The alarm "keys", if the keys in use are not those of the file.
  std::optional<Alarm> alarm() const;

  // Returns the key with that text, or nullopt if it is unknown. Takes the same time for every key. The
  // caller must check whether the key has ended.
  std::optional<ApiKey> find(std::string_view key_text) const;
  // The same for the SHA-256 of a key, which is what sessions store.
  std::optional<ApiKey> find_sha256(std::string_view sha256) const;

  // The SHA-256 of every key.
  std::set<std::string, std::less<>> sha256s() const;
  // The access of each key, in the order of the file. Keys that have ended are included.
  std::vector<Access> readers() const;
  std::size_t size() const;

 private:
  // Identifies a state of the file.
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

  ApiKeyStore(std::filesystem::path file, Groups groups, Report report, std::function<Time()> clock)
      : file_(std::move(file)),
        report_(std::move(report)),
        clock_(std::move(clock)),
        groups_(std::move(groups)) {}

  Stamp stamp() const;
  // `before` is the stamp of the file from before the call.
  Result<std::vector<ApiKey>> load(const Stamp& before) const;
  // Needs refreshing_ to be held.
  void read(const Stamp& before);
  void warn_about_mode(mode_t mode) const;
  std::shared_ptr<const std::vector<ApiKey>> keys() const;

  const std::filesystem::path file_;
  const Report report_;
  const std::function<Time()> clock_;
  std::mutex refreshing_;
  // Guarded by refreshing_:
  Groups groups_;
  Stamp seen_;
  Retry retry_{std::chrono::seconds(1), std::chrono::seconds(4)};
  mutable std::mutex mutex_;
  // Guarded by mutex_; changed only while refreshing_ is held, too.
  std::shared_ptr<const std::vector<ApiKey>> keys_;
  std::optional<Alarm> alarm_;
};

}  // namespace callside
