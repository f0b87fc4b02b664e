#include "indexer/check/sketch.h"

#include <algorithm>

#include "indexer/base/fnv1a.h"
#include "indexer/check/plain_words.h"

namespace callside {

namespace {

constexpr std::size_t kShingleWords = 4;

struct HashFunction {
  std::uint32_t factor, summand;
};

// The functions are fixed, so that the same sources give the same findings.
std::array<HashFunction, Sketch::kHashes> make_functions() {
  std::array<HashFunction, Sketch::kHashes> functions{};
  std::uint64_t state = 0;
  for (HashFunction& one : functions) {
    state = mixed(state + 0x9E3779B97F4A7C15U);
    one = {static_cast<std::uint32_t>(state) | 1U, static_cast<std::uint32_t>(state >> 32U)};
  }
  return functions;
}

std::vector<std::uint32_t> shingles_of(const std::vector<std::uint64_t>& words) {
  std::vector<std::uint32_t> shingles;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i + kShingleWords > words.size() && i > 0) break;
    std::uint64_t hash = 0;
    for (std::size_t j = i; j < std::min(i + kShingleWords, words.size()); ++j)
      hash = mixed(hash ^ words[j]) + j - i;
    shingles.push_back(static_cast<std::uint32_t>(mixed(hash) >> 32U));
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

}  // namespace

std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 33U;
  value *= 0xFF51AFD7ED558CCDU;
  value ^= value >> 33U;
  value *= 0xC4CEB9FE1A85EC53U;
  value ^= value >> 33U;
  return value;
}

std::uint64_t hash_of(std::string_view text) { return mixed(fnv1a(text)); }

double Sketch::resemblance(const Sketch& other) const {
  std::size_t same = 0;
  for (std::size_t i = 0; i < kHashes; ++i) same += least[i] == other.least[i] ? 1U : 0U;
  return static_cast<double>(same) / static_cast<double>(kHashes);
}

Sketch sketch_of(const std::vector<Block>& blocks) {
  static const std::array<HashFunction, Sketch::kHashes> kFunctions = make_functions();
  Sketch sketch;
  std::vector<std::uint64_t> words;
  for (const Block& block : blocks) {
    each_plain_word(block.text, [&](std::string_view word, bool unspaced) {
      words.push_back(hash_of(word));
      ++(unspaced ? sketch.characters : sketch.words);
    });
  }
  for (const std::uint64_t word : words) sketch.text = mixed(sketch.text ^ word);
  const std::vector<std::uint32_t> shingles = shingles_of(words);
  sketch.shingles = static_cast<std::uint32_t>(shingles.size());
  sketch.least.fill(UINT32_MAX);
  for (const std::uint32_t shingle : shingles) {
    for (std::size_t i = 0; i < Sketch::kHashes; ++i) {
      // A bijection of 32-bit numbers that mixes high bits into the low ones.
      std::uint32_t hash = shingle * kFunctions[i].factor + kFunctions[i].summand;
      hash ^= hash >> 15U;
      hash *= 0x2C1B3C6DU;
      sketch.least[i] = std::min(sketch.least[i], hash);
    }
  }
  return sketch;
}

}  // namespace callside
