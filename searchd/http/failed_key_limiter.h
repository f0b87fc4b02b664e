#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace callside {

// Counts failures for each client network (address.h), so that whoever tries keys one after the other is
// slowed down. Any thread may call it.
class FailedKeyLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // An office of 500 agents behind one address mistypes less often than this.
  static constexpr std::size_t kMost = 100;
  static constexpr std::chrono::seconds kWindow{60};
  // Beyond this many addresses at once, the further ones share one count.
  static constexpr std::size_t kMostAddresses = 10'000;

  // Counts a failure of `address`. Returns how long that address should wait if it has had more than kMost
  // within kWindow.
  std::optional<std::chrono::seconds> failed(const std::string& address, Time now);

 private:
  struct Window {
    Time begun;
    std::size_t failures = 0;
  };

  std::mutex mutex_;
  std::map<std::string, Window> windows_;  // guarded by mutex_
};

}  // namespace callside
