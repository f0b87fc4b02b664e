#pragma once

#include <cstdlib>

namespace callside::testing {

// True if CALLSIDE_THOROUGH is set, as CI sets it: tests then repeat what they do at random as often as it
// takes to find what happens rarely.
inline bool is_thorough() { return std::getenv("CALLSIDE_THOROUGH") != nullptr; }

// How often to repeat something.
template <typename T>
T thorough_or(T full, T quick) {
  return is_thorough() ? full : quick;
}

}  // namespace callside::testing
