#include "indexer/redact/word_set.h"

namespace callside {

WordSet::WordSet(std::string_view words) {
  WordKey key = kEmptyWord;
  const auto add = [this](WordKey word) {
    keys_.insert(word);
    filter_.set(slot(word));
  };
  for (const char c : words) {
    if (c != ' ') {
      key = add_letter(key, static_cast<unsigned char>(c));
    } else {
      if (key != kEmptyWord) add(key);
      key = kEmptyWord;
    }
  }
  if (key != kEmptyWord) add(key);
}

}  // namespace callside
