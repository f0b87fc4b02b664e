#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/format/document.h"

namespace callside {

// What is kept of a text to tell what else is nearly the same: A. Broder, "On the resemblance and containment
// of documents" (1997). The text is the set of its shingles, runs of four words; of two texts, the share of
// the shingles that both have is estimated by how often the least hash of each text, under many hash
// functions, is the same one.
//
// A word is a run of letters and digits, ASCII letters in lower case; of scripts that are written without
// spaces (Chinese, Japanese, Korean, Thai), each character is one.
struct Sketch {
  static constexpr std::size_t kHashes = 128;  // resemblances of 0.9 are met to 0.027 (standard error)

  std::uint64_t text = 0;      // of all words in order; equal texts have equal ones
  std::uint32_t words = 0;     // in scripts with spaces
  std::uint32_t signs = 0;     // characters of scripts without
  std::uint32_t shingles = 0;  // different ones
  std::array<std::uint32_t, kHashes> least{};

  // Of the shingles of both, the share that each has: 0 to 1.
  double resemblance(const Sketch& other) const;
};

Sketch sketch_of(const std::vector<Block>& blocks);

// Spreads the bits of a number (the finaliser of MurmurHash3).
std::uint64_t mixed(std::uint64_t value);
std::uint64_t hash_of(std::string_view text);

}  // namespace callside
