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

// The signed-in browsers of agents. A session stores only which key it was made with: it gives the rights
// that the key has now, and ends for good when the key is removed.
//
// With a file, sessions outlive the daemon: begin() and end() take effect at once, and survive a crash once
// save() has returned. The file holds only the SHA-256 of a session's id. Any thread may call it.
class Sessions {
 public:
  static constexpr std::chrono::hours kIdle{4};    // a break, a long call and another break
  static constexpr std::chrono::hours kTotal{12};  // a shift
  // A whole team may share a key: 500 agents with a few browsers each that they forgot to sign out.
  static constexpr std::size_t kMaxPerKey = 2'000;
  static constexpr std::size_t kMaxSessions = 20'000;
  // How long the last use of a session may stay unsaved.
  static constexpr std::chrono::seconds kUnsavedUse{60};

  // Receives the SHA-256 of the id of a session that has ended: signed out, replaced, removed to make room or
  // with its key, or found expired. A session that is not used again expires unnoticed. Called with a lock
  // held, so it must not call the Sessions.
  using Ended = std::function<void(const std::string& id_sha256)>;

  // Keeps the sessions in memory only; they end with the daemon.
  explicit Sessions(std::function<Moment()> now, Ended ended = nullptr)
      : now_(std::move(now)), ended_(std::move(ended)) {}
  // Loads the sessions of the file and keeps it up to date. If the file can be read but not parsed, starts
  // without sessions and calls `unreadable` with the reason; people must sign in again.
  static Result<std::unique_ptr<Sessions>> open(std::filesystem::path file, std::function<Moment()> now,
                                                const std::function<void(const std::string&)>& unreadable,
                                                Ended ended = nullptr);

  // Starts a session of the key with that hash and returns its id. Beyond kMaxPerKey the least recently used
  // session of the key ends. Beyond kMaxSessions the key with most sessions loses its least recently used
  // one, so that nobody can end the sessions of others by signing in repeatedly. `replaced` is the browser's
  // previous session, which ends; may be empty.
  std::string begin(const std::string& key_sha256, std::string_view replaced = {});
  // Returns the hash of the session's key, or nullopt if the session is unknown or expired. Pass `extend` as
  // false for requests that a page sends by itself, so that they do not keep the session alive.
  std::optional<std::string> use(std::string_view id, bool extend = true);
  void end(std::string_view id);

  // How long a key must be missing from its file before it counts as removed, since an editor may save a file
  // in several steps.
  static constexpr std::chrono::seconds kRemoved{2};
  // Ends the sessions of keys that no call within the last kRemoved had in `keys_sha256`, and returns how
  // many ended. At the start of the daemon, with `at_once`, one call is enough. A key that returns later does
  // not get its sessions back. Call it about every second, then save().
  std::size_t end_for_removed_keys(const std::set<std::string, std::less<>>& keys_sha256,
                                   bool at_once = false);

  // Writes changes to the file, if there is one. Concurrent calls share a write. After an error the next call
  // tries again.
  Result<void> save();
  // Saves what use() has changed when it is due; call it about every second. save_all() saves it in any case;
  // call it at the end.
  Result<void> save_if_due();
  Result<void> save_all();

  std::size_t size() const;

 private:
  struct Session {
    std::string key_sha256;
    Moment begun = 0;
    Moment used = 0;
  };
  // Keyed by the hash of the id, so that the time of a look-up reveals nothing about an id.
  using Table = std::map<std::string, Session, std::less<>>;

  // Saves, including the changes of use() if they have been unsaved for `unsaved`.
  Result<void> save_use(std::chrono::seconds unsaved);
  Result<void> load(const std::function<void(const std::string&)>& unreadable);
  bool expired(const Session& session, Moment now) const;
  void make_room(const std::string& key_sha256, Moment now);
  void erase(Table::iterator session);

  const std::function<Moment()> now_;
  const Ended ended_;           // may be empty
  std::filesystem::path file_;  // empty: none
  mutable std::mutex mutex_;
  // Guarded by mutex_:
  Table sessions_;
  std::map<std::string, std::size_t> sessions_per_key_;  // no zeros
  // When end_for_removed_keys() first missed a key that has sessions.
  std::map<std::string, Moment> missing_since_;
  std::uint64_t changes_ = 0;  // number of changes so far
  bool use_unsaved_ = false;
  Moment saved_at_ = 0;

  std::mutex saving_;  // never locked while mutex_ is held, because writing takes long
  // Guarded by saving_:
  std::uint64_t saved_changes_ = 0;  // value of changes_ when last saved
};

}  // namespace callside
