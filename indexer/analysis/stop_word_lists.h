#pragma once

#include <string_view>

namespace callside {

// The stop words of one language in lower case, with their accents. A word followed by "!" is a stop word
// only with its accents. The comments of the lists name function words that were left out on purpose
// (stop_words.h).
struct StopWordList {
  std::string_view lang;   // base of a BCP 47 tag
  std::string_view words;  // separated by single spaces, in any order
};

}  // namespace callside
