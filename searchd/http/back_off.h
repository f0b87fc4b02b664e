#pragma once

#include <algorithm>
#include <chrono>

namespace callside {

// When to try again what has failed: after one second, then two, then every four. Time is the caller's.
class BackOff {
 public:
  using Time = std::chrono::steady_clock::time_point;

  bool due(Time now) const { return now >= next_; }
  void failed(Time now) {
    next_ = now + pause_;
    pause_ = std::min(2 * pause_, std::chrono::seconds(4));
  }
  void succeeded() { *this = BackOff(); }

 private:
  std::chrono::seconds pause_{1};
  Time next_{};
};

}  // namespace callside
