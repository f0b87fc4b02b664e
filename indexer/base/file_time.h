#pragma once

#include <cstdint>
#include <ctime>

namespace callside {

// Converts a timestamp of stat(2) to nanoseconds since 1970-01-01.
inline std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace callside
