#pragma once

#include <string>
#include <string_view>

namespace callside {

// Two steps from a word as typed to the letters that are compared. Both take and give UTF-8, are pure, and
// safe in any thread. `language` is an analysis language (language.h).

// Unicode NFKC_Casefold (UAX #31): full and half width, ligatures, case, ß and final sigma become one,
// invisible characters go; decimal digits of any script become 0-9. Turkish and Azeri keep their two i's
// apart. Invalid UTF-8 becomes U+FFFD.
std::string normalize(std::string_view word, std::string_view language);

// A normalised word without its accents, except where the accented letter is another letter of the language
// (Swedish å, Danish ø, Cyrillic й): those stay. Letters that Unicode does not decompose are mapped as their
// readers write them without the key (ł to l, đ to d, œ to oe). Arabic loses its vowel marks and forms of
// alef, Hebrew its points.
std::string fold(std::string_view normalized, std::string_view language);

}  // namespace callside
