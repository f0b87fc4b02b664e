#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/analysis/character_class.h"
#include "indexer/base/utf8.h"
#include "searchd/query/present/excerpt.h"

namespace callside {

// What an excerpt of a block is put together from: its words, and the sentences or lines that they make up.

// Costs are half words, so that a character of Chinese is one.
inline constexpr std::uint32_t kWordCost = 2;
inline constexpr std::uint32_t kMostCost = kMostWords * kWordCost;
// Text between two words, in code points, that counts as a word.
inline constexpr std::uint32_t kCharactersOfWord = 16;

struct TextPiece {
  std::uint32_t begin = 0, end = 0;  // code points: to where the next begins
  std::uint32_t stop = 0;            // code points: the end of the word itself
  std::size_t byte = 0;              // of begin
  std::uint32_t cost = 0;
  std::uint32_t first = 0, last = 0;  // block.words
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

// The words of a block with what follows each; of a very long block, those around the most of the question.
std::vector<TextPiece> words_of(const LongBlock& block, const MatchTable& matches);

// The sentences, of code and rows the lines, of these words. One that began before them or goes on behind
// costs more than may be shown: it is not known whole.
std::vector<TextPiece> sentences_of(const std::vector<TextPiece>& words, const LongBlock& block,
                                    SentenceFinder& finder);

}  // namespace callside
