#pragma once

#include <unicode/umachine.h>

#include <cstdint>

namespace callside {

// How the segmenter treats a code point.
enum class CharacterClass : std::uint8_t {
  sign,         // white space, punctuation, symbols: separates words
  joiner,       // a sign that may occur inside a name or code: - . _ @ & and apostrophes
  letter,       // a letter of a script that puts spaces between words
  digit,        // any number (General_Category N)
  extend,       // a mark or invisible format character: belongs to the preceding character
  ideographic,  // Han, Hiragana, Katakana, Bopomofo: ICU's dictionary finds the words
  hangul,
  dictionary,  // Thai, Lao, Khmer, Burmese and similar (Line_Break=SA): ICU's dictionaries find the words
};

// The class of a code point, by ICU's properties. A table holds those below U+10000. Safe in any thread.
CharacterClass character_class(UChar32 c);

// True for a code point of class `extend`; false for kInvalid (utf8.h).
bool is_extend(char32_t c);

// The apostrophes that keyboards, phones and word processors type: ' \u2019 \u02BC ` and so on.
bool is_apostrophe(char32_t c);

// Returns true if the sign `c` belongs to the word that the letters around it form, and is written or left
// out as the writer likes: an apostrophe between Cyrillic letters, gershayim or a quotation mark between
// Hebrew ones.
bool is_inside_word(char32_t before, char32_t c, char32_t after);

}  // namespace callside
