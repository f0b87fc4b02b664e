#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/base/ascii.h"

namespace callside {

// Returns the length in bytes of the character at `at`. The text must be valid UTF-8.
inline std::size_t character_bytes(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// Returns true for a character of a script that is written without spaces: Thai, Lao, Burmese and Khmer (in
// U+0E00 to U+17FF), and everything from U+3040 on (kana, Han, Hangul).
inline bool is_unspaced(std::string_view character) {
  if (character.size() == 4) return static_cast<unsigned char>(character[1]) >= 0xA0;  // Han beyond U+20000
  if (character.size() != 3) return false;
  const unsigned code = (static_cast<unsigned char>(character[0]) & 0x0FU) << 12U |
                        (static_cast<unsigned char>(character[1]) & 0x3FU) << 6U |
                        (static_cast<unsigned char>(character[2]) & 0x3FU);
  return (code >= 0x0E00 && code < 0x0F00) || (code >= 0x1000 && code < 0x10A0) ||
         (code >= 0x1780 && code < 0x1800) || (code >= 0x3040 && code < 0xE000);
}

// Returns true for characters that separate words: U+2000 to U+303F (dashes, quotes, bullets, CJK
// punctuation), ASCII and Latin-1 punctuation, and the full-width punctuation at the start of its block.
inline bool is_sign(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return !is_ascii_alphanumeric(character[0]);
  const auto second = static_cast<unsigned char>(character[1]);
  if (character.size() == 2) return first == 0xC2 && second != 0xAA && second != 0xB5 && second != 0xBA;
  return (first == 0xE2) || (first == 0xE3 && second == 0x80) ||
         (first == 0xEF && second == 0xBC && static_cast<unsigned char>(character[2]) < 0x90);
}

// Calls take(word, unspaced) for each word of a text, in order. Much cheaper than the segmenter of the
// analysis, and good enough to compare texts, though not to search them.
template <typename Take>
void each_plain_word(std::string_view text, const Take& take) {
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) take(std::string_view(word), false);
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, character_bytes(text, at));
    at += character.size();
    if (is_sign(character)) {
      flush();
    } else if (is_unspaced(character)) {
      flush();
      take(character, true);
    } else if (character.size() == 1) {
      word += lower_case(character[0]);
    } else {
      word += character;
    }
  }
  flush();
}

}  // namespace callside
