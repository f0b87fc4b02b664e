#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <random>
#include <vector>

namespace callside::testing {

// Random moments within the lifetime of a program, one in each of `count` equal parts, in random order. Thus
// even a few rounds cover the whole lifetime.
class KillMoments {
 public:
  KillMoments(std::chrono::nanoseconds life, int count) {
    std::mt19937 random(std::random_device{}());
    std::uniform_real_distribution<double> within(0.0, 1.0);
    for (int part = 0; part < count; ++part) {
      const std::chrono::duration<double, std::nano> moment = life * ((part + within(random)) / count);
      moments_.push_back(std::chrono::duration_cast<std::chrono::nanoseconds>(moment));
    }
    std::shuffle(moments_.begin(), moments_.end(), random);
  }

  // Returns the time after which to kill the program in a round, from 1 to `count`.
  std::chrono::nanoseconds of_round(int round) const {
    return moments_.at(static_cast<std::size_t>(round) - 1);
  }

 private:
  std::vector<std::chrono::nanoseconds> moments_;
};

}  // namespace callside::testing
