#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace callside {

// Keys that people misspell. Keys are compared by bytes; case is ignored for ASCII letters.

// How many letters must be added, removed, changed or swapped with their neighbour to turn `a` into `b`.
// Distances above `limit` are reported as limit + 1.
std::size_t key_distance(std::string_view a, std::string_view b, std::size_t limit = 8);

// The known key that `key` most resembles, whatever the distance; empty only where nothing is known.
std::string_view nearest_key(std::string_view key, std::span<const std::string_view> known);

// The known key that `key` must be a slip of the keyboard for, or empty. That is: the same but for case, or
// one or two edits away while fewer than half of the known key's letters change ("link" is no slip for
// "kind"). Two edits of a short key count only where the first letter stays: it is the one that people rarely
// miss ("rank" is no slip for "brand").
std::string_view mistyped_key(std::string_view key, std::span<const std::string_view> known);

}  // namespace callside
