#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

namespace callside {

// How fast something goes, over the last seconds: what happened long ago says nothing of the time that is
// left.
class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `done` so far, at `now`; neither ever falls.
  void note(Time now, std::uint64_t done);
  // Of what is counted; 0 until two seconds were seen, or while nothing moves.
  double per_second() const;
  // None while that is not known.
  std::optional<double> seconds_left(std::uint64_t all) const;

 private:
  struct Sample {
    Time at;
    std::uint64_t done = 0;
  };
  std::deque<Sample> samples_;  // oldest first
};

}  // namespace callside
