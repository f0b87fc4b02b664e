#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "indexer/base/moment.h"

namespace callside {

// The sources of time that the daemon uses. Tests pass their own.
struct Clock {
  std::function<std::chrono::steady_clock::time_point()> now;
  std::function<std::string()> today;  // ISO day in the time zone of the index ("2026-10-01")
  std::function<Moment()> moment;      // for values that outlive the daemon

  static Clock of_system();
};

}  // namespace callside
