#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/format/document.h"

namespace callside {

// A min-hash sketch of a text, to find nearly equal texts: A. Broder, "On the resemblance and containment of
// documents" (1997). A text is treated as the set of its shingles, which are runs of four words. The share of
// shingles that two texts have in common is estimated by the share of hash functions under which both have
// the same least hash.
//
// A word is a run of letters and digits, with ASCII letters in lower case. In scripts that are written
// without spaces (Chinese, Japanese, Korean, Thai), each character is a word.
struct Sketch {
  static constexpr std::size_t kHashes = 128;  // standard error at a resemblance of 0.9: 0.027

  std::uint64_t text = 0;        // hash of all words in order
  std::uint32_t words = 0;       // in scripts with spaces
  std::uint32_t characters = 0;  // in scripts without spaces
  std::uint32_t shingles = 0;    // number of distinct shingles
  std::array<std::uint32_t, kHashes> least{};

  // Estimates the resemblance: the share of the shingles of either text that both have, from 0 to 1.
  double resemblance(const Sketch& other) const;
};

Sketch sketch_of(const std::vector<Block>& blocks);

// Spreads the bits of a number (the finaliser of MurmurHash3).
std::uint64_t mixed(std::uint64_t value);
std::uint64_t hash_of(std::string_view text);

}  // namespace callside
