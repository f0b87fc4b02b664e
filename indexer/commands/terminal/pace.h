#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

namespace callside {

// Speed of a task over the last ten seconds, and the time that it will take at that speed.
class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Records that `done` items are finished at `now`. Neither may decrease.
  void note(Time now, std::uint64_t done);
  // Items per second; 0 during the first two seconds, or if there was no progress.
  double per_second() const;
  // Returns nullopt while the speed is unknown, or if more than `all` items are done.
  std::optional<double> seconds_left(std::uint64_t all) const;

 private:
  struct Sample {
    Time at;
    std::uint64_t done = 0;
  };
  std::deque<Sample> samples_;  // oldest first
};

}  // namespace callside
