#pragma once

#include <string_view>
#include <unordered_set>

#include "indexer/redact/cue_table.h"

namespace callside {

// Words of a list (lower case, no accents, separated by blanks) by their keys.
class WordSet {
 public:
  explicit WordSet(std::string_view words);
  bool contains(WordKey word) const { return keys_.contains(word); }

 private:
  std::unordered_set<WordKey> keys_;
};

}  // namespace callside
