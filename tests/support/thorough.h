#pragma once

#include <cstdlib>

namespace callside::testing {

// Returns true if CALLSIDE_THOROUGH is set, as in CI. Randomised tests then run often enough to find rare
// faults.
inline bool is_thorough() { return std::getenv("CALLSIDE_THOROUGH") != nullptr; }

// Returns `full` in thorough runs, else `quick`.
template <typename T>
T thorough_or(T full, T quick) {
  return is_thorough() ? full : quick;
}

}  // namespace callside::testing
