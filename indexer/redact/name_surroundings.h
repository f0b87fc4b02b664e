#pragma once

#include <cstddef>

#include "indexer/redact/reading.h"

namespace callside {

// The words around a possible name, as a sum of weights. Positive if they speak for a name (somebody said
// something, is spoken to, is somebody's son), negative if they speak against it (a place, a thing, counted
// goods).

// Outweighs everything else: the words are the name of a thing or a place, or part of one.
inline constexpr int kThing = -1000;

// Weighs the surroundings of words [first, last], which have capitals.
int weigh_surroundings(const Reading& reading, std::size_t first, std::size_t last);

// Weighs the surroundings of words in lower case.
int weigh_lower_surroundings(const Reading& reading, std::size_t first, std::size_t last);

}  // namespace callside
