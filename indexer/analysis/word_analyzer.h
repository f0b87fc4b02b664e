#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/analysis/segmenter.h"

namespace callside {

// The forms of a word that the index knows.
struct Word {
  std::string normal;  // normalize(); compared by exact matching
  std::string folded;  // fold(normal); prefixes and terms are made from it
  // The stem of the word with its accents, then folded. Empty if the language has no stemmer, and for codes
  // and bigrams. May equal `folded`.
  std::string stem;
  // The stem of the word without its accents, then folded. Empty if it equals `stem`, and always empty for
  // the light stemmers, which see only the folded word.
  std::string folded_stem;
};

// Turns segments into words, one language at a time. Not thread-safe (Snowball stemmers keep state).
class WordAnalyzer {
 public:
  WordAnalyzer();
  WordAnalyzer(WordAnalyzer&&) noexcept;
  ~WordAnalyzer();

  // `text` is a segment as typed, `language` an analysis language (language.h). Word::normal is empty if
  // nothing searchable remains.
  Word analyze(std::string_view text, SegmentKind kind, std::string_view language);

 private:
  struct Stemmers;
  std::unique_ptr<Stemmers> stemmers_;
};

}  // namespace callside
