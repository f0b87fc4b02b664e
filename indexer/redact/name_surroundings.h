#pragma once

#include <cstddef>

#include "indexer/redact/reading.h"

namespace callside {

// What stands beside a word or several and speaks for their being a name (somebody said something, is spoken
// to, is somebody's son), or against it (a place, a thing, goods that are counted), as a sum of weights.

// No weight outweighs it: the words are a thing's or a place's name, or part of one.
inline constexpr int kThing = -1000;

// Of words [first, last] with capitals.
int weigh_surroundings(const Reading& reading, std::size_t first, std::size_t last);

// Of words in lower case.
int weigh_lower_surroundings(const Reading& reading, std::size_t first, std::size_t last);

}  // namespace callside
