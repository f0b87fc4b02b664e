#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/analysis/character_class.h"
#include "indexer/base/utf8.h"
#include "searchd/query/present/excerpt.h"

namespace callside {

// The units that an excerpt consists of: words, and the sentences or lines that they form.

// Costs are half words, so that a Chinese character costs one. RANKING.md, Excerpts.
inline constexpr std::uint32_t kWordCost = 2;
inline constexpr std::uint32_t kMaxCost = kMaxExcerptWords * kWordCost;
// Code points between two words that count as a word.
inline constexpr std::uint32_t kCodePointsPerWord = 16;

struct TextPiece {
  std::uint32_t begin = 0, end = 0;  // code points; ends where the next piece begins
  std::uint32_t stop = 0;            // code points: end of the word itself
  std::size_t byte = 0;              // byte offset of `begin`
  std::uint32_t cost = 0;
  std::uint32_t first = 0, last = 0;  // range in LongBlock::words
};

// Reads a text forwards, counting code points.
struct Cursor {
  std::string_view text;
  std::size_t byte = 0;
  std::uint32_t code_point = 0;

  char32_t next() {
    ++code_point;
    return next_code_point(text, byte);
  }
  void move_to(std::uint32_t target) {
    while (code_point < target && byte < text.size()) next();
  }
  void move_to_byte(std::size_t target) {
    while (byte < target) next();
  }
};

inline CharacterClass class_of(char32_t c) {
  return c == kInvalid ? CharacterClass::sign : character_class(static_cast<UChar32>(c));
}

// The words of a block, each with the text that follows it; for a very long block, those around the best
// match.
std::vector<TextPiece> words_of(const LongBlock& block, const MatchTable& matches);

// Groups these words into sentences, or into lines for code and table rows. A sentence that starts before the
// words or ends after them is given a cost above kMaxCost, because its length is unknown.
std::vector<TextPiece> sentences_of(const std::vector<TextPiece>& words, const LongBlock& block,
                                    SentenceFinder& finder);

}  // namespace callside
