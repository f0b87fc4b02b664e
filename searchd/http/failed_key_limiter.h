#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace callside {

// Counts unknown keys per client network (address.h) in fixed windows, to slow down clients that guess keys.
// Any thread may call it.
//
// Unlike FailedCodeLimiter it counts only after a failure, so a valid key is never refused because of others
// from its network, and it can tell the client when to try again.
class FailedKeyLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Failures allowed per network within kWindow. An office of 500 agents behind one address mistypes less
  // often.
  static constexpr std::size_t kMaxFailures = 100;
  static constexpr std::chrono::seconds kWindow{60};
  // Networks beyond this many share one count.
  static constexpr std::size_t kMaxNetworks = 10'000;

  // Counts a failure of `address`. Returns how long the client should wait if its network has had more than
  // kMaxFailures within kWindow.
  std::optional<std::chrono::seconds> failed(const std::string& address, Time now);

 private:
  struct Window {
    Time start;
    std::size_t failures = 0;
  };

  std::mutex mutex_;
  std::map<std::string, Window> windows_;  // guarded by mutex_
};

}  // namespace callside
