#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/segmenter.h"
#include "indexer/analysis/word_analyzer.h"

namespace callside {

// Words that can be compared, from texts of editors and from questions. Words match by their stems, without
// accents and case.

struct KeyedWord {
  Word word;
  SegmentKind kind = SegmentKind::word;
  bool stop = false;  // a function word of the language
  // The folded form and the stems, without duplicates.
  std::vector<std::string> keys;

  // Returns true if the two words share a key.
  bool is(const KeyedWord& other) const;
};

// Positions in `words`, in order, of the words that are not function words. If fewer than two would remain,
// as in "sign in", the positions of all words.
std::vector<std::size_t> content_word_positions(const std::vector<KeyedWord>& words);

KeyedWord keyed_word(const Segment& segment, const std::string& language, WordAnalyzer& analyzer);

// Splits texts into words. Omits overlay segments (Segment::overlay). Not thread-safe.
class TextKeys {
 public:
  // `language` is an analysis language (language.h).
  std::vector<KeyedWord> words_of(std::string_view text, const std::string& language);
  // The same in several languages, in their order. Segments the text only once.
  std::vector<std::vector<KeyedWord>> words_of(std::string_view text,
                                               const std::vector<std::string>& languages);

 private:
  Segmenter segmenter_;
  WordAnalyzer analyzer_;
  std::vector<Segment> segments_;
};

}  // namespace callside
