#pragma once

#include <bitset>
#include <string_view>
#include <unordered_set>

#include "indexer/redact/cue_table.h"

namespace callside {

// A set of words, by their keys.
class WordSet {
 public:
  // The words are in lower case, without accents, separated by spaces.
  explicit WordSet(std::string_view words);
  // Reads a file of indexer/redact/data.
  static WordSet from_data(std::string_view file);

  bool contains(WordKey word) const { return filter_[filter_bit(word)] && keys_.contains(word); }

 private:
  WordSet() = default;
  void add(std::string_view word);

  // Rejects most words without a look-up in the set.
  static constexpr std::size_t kFilterBits = 4096;
  static std::size_t filter_bit(WordKey key) { return (key >> 20U) % kFilterBits; }

  std::unordered_set<WordKey> keys_;
  std::bitset<kFilterBits> filter_;
};

}  // namespace callside
