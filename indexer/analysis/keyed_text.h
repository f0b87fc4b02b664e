#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/segmenter.h"
#include "indexer/analysis/word_analyzer.h"

namespace callside {

// Texts of editors and questions as words that can be compared: by stems, without accents and capitals.

struct KeyedWord {
  Word word;
  SegmentKind kind = SegmentKind::word;
  bool stop = false;  // a function word of the language
  // What the word is known by: its folded form and its stems. Two words are one where they share a key.
  std::vector<std::string> keys;

  bool is(const KeyedWord& other) const;
};

// Of texts of several words: function words have no part in it, unless they leave fewer than two others
// ("sign in"). Positions in `words`, in order.
std::vector<std::size_t> words_that_count(const std::vector<KeyedWord>& words);

KeyedWord keyed_word(const Segment& segment, const std::string& language, WordAnalyzer& analyzer);

// Takes texts apart. Words that lie over others (a code's whole, bigrams) are left out. Not thread-safe.
class TextKeys {
 public:
  // `language`: an analysis language.
  std::vector<KeyedWord> words_of(std::string_view text, const std::string& language);
  // The same in several languages, cutting the text once.
  std::vector<std::vector<KeyedWord>> words_of(std::string_view text,
                                               const std::vector<std::string>& languages);

 private:
  Segmenter segmenter_;
  WordAnalyzer analyzer_;
  std::vector<Segment> segments_;
};

}  // namespace callside
