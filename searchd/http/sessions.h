#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "indexer/base/error.h"
#include "indexer/base/moment.h"

namespace callside {

// The browsers that are signed in on the agent's page. A session names the key that it was made with and
// nothing more, so that it opens what that key opens now, and ends for good when that key is removed.
//
// With a file, sessions outlive the daemon: begin() and end() count at once, and survive a crash when save()
// has returned. The file holds the SHA-256 of a session's id only. Any thread may call it.
class Sessions {
 public:
  static constexpr std::chrono::hours kIdle{4};    // a break, a long call and another break
  static constexpr std::chrono::hours kTotal{12};  // a shift
  // A whole team may share a key: 500 agents, each with the few browsers that they forgot to sign out.
  static constexpr std::size_t kMostOfKey = 2'000;
  static constexpr std::size_t kMost = 20'000;
  // How long a session's last use may be known to the memory alone.
  static constexpr std::chrono::seconds kUnsavedUse{60};

  // In memory alone: they end with the daemon.
  explicit Sessions(std::function<Moment()> now) : now_(std::move(now)) {}
  // Those of the file, and from now on kept in it. If the file can be read but not understood, there are
  // none, and `unreadable` is called with the reason: people sign in again.
  static Result<std::unique_ptr<Sessions>> open(std::filesystem::path file, std::function<Moment()> now,
                                                const std::function<void(const std::string&)>& unreadable);

  // A new session of the key with that hash; returns its id. Beyond kMostOfKey the key's least recently used
  // session ends; beyond kMost that of the key which has most, so that nobody ends the sessions of others by
  // signing in over and over. `replaced`: the browser's session before, which ends; may be empty.
  std::string begin(const std::string& key_sha256, std::string_view replaced = {});
  // The hash of the session's key; nullopt if it is unknown or over. `is_use`: whether this keeps the session
  // alive; false for what a page asks by itself.
  std::optional<std::string> use(std::string_view id, bool is_use = true);
  void end(std::string_view id);

  // How long a key must be missing from its file before it counts as removed: an editor may save a file in
  // several steps.
  static constexpr std::chrono::seconds kRemoved{2};
  // Ends the sessions of keys that are not among `keys_sha256` and have not been since a call kRemoved ago;
  // at the daemon's start (`now_removed`), of all that are not. A key that returns later finds none of them.
  // Returns how many ended. Call it every second or so, then save().
  std::size_t end_of_removed(const std::set<std::string, std::less<>>& keys_sha256, bool now_removed = false);

  // Writes what has changed to the file: calls at once share a write. Does nothing without a file. After an
  // error the next call tries again.
  Result<void> save();
  // Call it every second or so: saves what use() has changed, in time; and save_all() at the end.
  Result<void> save_if_due();
  Result<void> save_all();

  std::size_t size() const;

 private:
  struct Session {
    std::string key_sha256;
    Moment begun = 0;
    Moment used = 0;
  };
  // By the hash of the id: how long a look-up takes says nothing about an id.
  using Table = std::map<std::string, Session, std::less<>>;

  // save(), and with it what use() has changed for that long.
  Result<void> save_use(std::chrono::seconds unsaved);
  Result<void> load(const std::function<void(const std::string&)>& unreadable);
  bool over(const Session& session, Moment now) const;
  void make_room(const std::string& key_sha256, Moment now);
  void erase(Table::iterator session);

  const std::function<Moment()> now_;
  std::filesystem::path file_;  // empty: none
  mutable std::mutex mutex_;
  // Guarded by mutex_:
  Table sessions_;
  std::map<std::string, std::size_t> number_of_key_;  // of the sessions of each key; none has 0
  std::map<std::string, Moment> missing_since_;       // keys of sessions, not among the last call's
  std::uint64_t changes_ = 0;                         // counts what is to be saved
  bool use_unsaved_ = false;
  Moment saved_at_ = 0;

  std::mutex saving_;  // never locked while mutex_ is held: writing takes long
  // Guarded by saving_:
  std::uint64_t saved_changes_ = 0;
};

}  // namespace callside
