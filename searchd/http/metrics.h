#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "searchd/query/suggester.h"

namespace callside {

// Counts answers for /metrics. Any thread may call it.
class Metrics {
 public:
  // `route` is the pattern of the route, never the requested path.
  void count(std::string_view route, int status, std::chrono::nanoseconds took);
  // Counts an answer that goes without `what`.
  void count_degraded(Degraded what);

  // Returns the metrics in the text format of Prometheus, version 0.0.4. `alarms` has every alarm code that
  // exists, with true if the alarm is active.
  std::string text(std::string_view generation, std::size_t open_connections,
                   const std::map<std::string, bool>& alarms) const;

 private:
  // Upper bounds in seconds, with 0.1 s, the target for agents, in the middle.
  static constexpr std::array<double, 12> kBounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                     0.1,   0.25,   0.5,   1,    2.5,   10};

  struct Latency {
    std::array<std::uint64_t, kBounds.size()> within{};  // cumulative
    std::uint64_t count = 0;
    double seconds = 0;
  };

  mutable std::mutex mutex_;
  // Guarded by mutex_:
  std::map<std::pair<std::string, int>, std::uint64_t> answers_;
  std::map<std::string, Latency, std::less<>> latencies_;
  std::map<Degraded, std::uint64_t> degraded_;
};

}  // namespace callside
