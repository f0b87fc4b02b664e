#pragma once

#include <string>
#include <string_view>

namespace callside {

// The two steps from a word as typed to the letters that are compared. Both functions take and return UTF-8
// and are safe in any thread. `language` is an analysis language (language.h).

// Applies Unicode NFKC_Casefold (UAX #31), which unifies full and half width, ligatures, case, ß and ss, and
// final sigma, and removes invisible characters and signs inside words (is_inside_word in character_class.h).
// Decimal digits of any script become 0-9. Turkish and Azeri keep dotted and dotless i distinct. Invalid
// UTF-8 becomes U+FFFD.
std::string normalize(std::string_view word, std::string_view language);

// Removes the accents of a normalised word. Keeps an accented letter that is a letter of its own in the
// language (Swedish å, Danish ø, Cyrillic й). Letters that Unicode does not decompose become what people type
// on a keyboard without them (ł to l, đ to d, œ to oe). Removes Arabic vowel marks and Hebrew points, and
// unifies the Arabic forms of alef and in Arabic waw and yeh with hamza. Serbian Cyrillic becomes Latin.
std::string fold(std::string_view normalized, std::string_view language);

}  // namespace callside
