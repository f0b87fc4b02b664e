#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace callside {

// Finds the key that a misspelt one was meant to be. Keys are compared byte by byte, ignoring ASCII case.

// Edit distance: the number of insertions, deletions, substitutions and swaps of neighbours that turn `a`
// into `b` (optimal string alignment). Distances above `limit` are reported as limit + 1.
std::size_t key_distance(std::string_view a, std::string_view b, std::size_t limit = 8);

// The known key with the smallest distance from `key`, however large. Empty only if `known` is empty.
std::string_view nearest_key(std::string_view key, std::span<const std::string_view> known);

// The known key that `key` is probably a typo of, or empty. A typo differs only in case, or is one or two
// edits away and changes fewer than half of the letters of the known key: "link" is not a typo of "kind". Two
// edits of a short key count only if the first letter is the same, because people rarely mistype it: "rank"
// is not a typo of "brand".
std::string_view mistyped_key(std::string_view key, std::span<const std::string_view> known);

}  // namespace callside
