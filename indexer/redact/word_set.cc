#include "indexer/redact/word_set.h"

#include <algorithm>

#include "indexer/redact/data_files.h"

namespace callside {

WordSet::WordSet(std::string_view words) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (end > 0) add(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

WordSet WordSet::from_data(std::string_view file) {
  WordSet set;
  for_each_entry(data_text(redact_data(), file),
                 [&set](std::string_view, std::string_view word) { set.add(word); });
  return set;
}

void WordSet::add(std::string_view word) {
  const WordKey key = key_of(word);
  keys_.insert(key);
  filter_.set(filter_bit(key));
}

}  // namespace callside
