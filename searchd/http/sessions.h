#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace callside {

// Who has signed in with a key on the agent's page. Lives in memory alone: after a restart people sign in
// again. A session says which key it was made with and nothing more, so that it opens what that key opens
// now, and dies with it. Any thread may call it.
class Sessions {
 public:
  using Time = std::chrono::steady_clock::time_point;

  static constexpr std::chrono::hours kIdle{4};    // a break, a long call and another break
  static constexpr std::chrono::hours kTotal{12};  // a shift
  static constexpr std::size_t kMost = 10'000;
  // A team that shares one key, each with a few browsers.
  static constexpr std::size_t kMostPerKey = 1'000;

  explicit Sessions(std::function<Time()> now) : now_(std::move(now)) {}

  // Begins a session of the key with that hash; returns its id. Beyond kMostPerKey, the key's least recently
  // used session ends. Beyond kMost, the key with the most sessions loses its least recently used one. So
  // whoever signs in over and over ends only sessions of their own key.
  std::string begin(const std::string& key_sha256);
  // The hash of the session's key; none: unknown, or over. Counts as use.
  std::optional<std::string> use(std::string_view id);
  void end(std::string_view id);

 private:
  struct Session {
    std::string key_sha256;
    Time begun;
    Time used;
  };

  bool over(const Session& session, Time now) const {
    return now - session.used > kIdle || now - session.begun > kTotal;
  }

  // Ends one session if another one of that key would exceed a limit. Call with mutex_ held.
  void make_room_for(const std::string& key_sha256);

  const std::function<Time()> now_;
  std::mutex mutex_;
  // Guarded by mutex_. By the hash of the id: how long a look-up takes says nothing about an id.
  std::map<std::string, Session, std::less<>> sessions_;
};

}  // namespace callside
