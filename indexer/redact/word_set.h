#pragma once

#include <bitset>
#include <string_view>
#include <unordered_set>

#include "indexer/redact/cue_table.h"

namespace callside {

// Words of a list (lower case, no accents, separated by blanks) by their keys.
class WordSet {
 public:
  explicit WordSet(std::string_view words);
  bool contains(WordKey word) const { return filter_[slot(word)] && keys_.contains(word); }

 private:
  // Most words are passed by without a look into the set.
  static constexpr std::size_t kFilterBits = 4096;
  static std::size_t slot(WordKey key) { return (key >> 20U) % kFilterBits; }

  std::unordered_set<WordKey> keys_;
  std::bitset<kFilterBits> filter_;
};

}  // namespace callside
