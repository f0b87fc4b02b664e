#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/analysis/segmenter.h"

namespace callside {

// A word as the index knows it.
struct Word {
  std::string normal;  // normalize(): what exact matching compares
  std::string folded;  // fold(normal): what prefixes and terms are made of
  // The stems of the word, folded: of the word with its accents, and of the folded word where that gives
  // another (never with the light stemmers, which see the folded word only). Empty: none (the language has no
  // stemmer, or the word is a code or a bigram). A stem may equal `folded`.
  std::string stem;
  std::string folded_stem;
};

// Turns segments into words, one language at a time. Not thread-safe (Snowball stemmers keep state).
class WordAnalyzer {
 public:
  WordAnalyzer();
  WordAnalyzer(WordAnalyzer&&) noexcept;
  ~WordAnalyzer();

  // `text`: a segment as typed. `language`: an analysis language (language.h). The result's `normal` is empty
  // where nothing searchable is left.
  Word analyze(std::string_view text, SegmentKind kind, std::string_view language);

 private:
  struct Stemmers;
  std::unique_ptr<Stemmers> stemmers_;
};

}  // namespace callside
