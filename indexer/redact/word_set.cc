#include "indexer/redact/word_set.h"

namespace callside {

WordSet::WordSet(std::string_view words) {
  WordKey key = kEmptyWord;
  for (const char c : words) {
    if (c != ' ') {
      key = add_letter(key, static_cast<unsigned char>(c));
    } else {
      if (key != kEmptyWord) keys_.insert(key);
      key = kEmptyWord;
    }
  }
  if (key != kEmptyWord) keys_.insert(key);
}

}  // namespace callside
