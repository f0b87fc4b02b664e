#pragma once

#include <unicode/umachine.h>

#include <cstdint>

namespace callside {

// What a code point is to segmentation. Looked up in a table that is made once from ICU's properties.
enum class CharacterClass : std::uint8_t {
  sign,         // white space, punctuation, symbols: separates
  joiner,       // a sign that may stand inside a name or code: - . _ @ ' &
  letter,       // scripts that put spaces between words
  digit,        // any number (General_Category N)
  extend,       // marks and invisible format characters: belong to what stands before them
  ideographic,  // Han, Hiragana, Katakana, Bopomofo: words are found by ICU's dictionary
  hangul,
  dictionary,  // Thai, Lao, Khmer, Burmese and their like (Line_Break=SA): words are found by ICU's
               // dictionaries
};

// Any thread.
CharacterClass character_class(UChar32 c);

}  // namespace callside
