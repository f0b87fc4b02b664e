#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "indexer/base/moment.h"

namespace callside {

// The time as the daemon sees it. Tests pass their own.
struct Clock {
  std::function<std::chrono::steady_clock::time_point()> now;
  std::function<std::string()> today;  // ISO day where the knowledge base is ("2026-10-01")
  std::function<Moment()> moment;      // for what outlives the daemon

  static Clock of_system();
};

}  // namespace callside
