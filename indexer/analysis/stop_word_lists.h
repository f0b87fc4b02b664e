#pragma once

#include <string_view>

namespace callside {

// The stop words of one language, as people write them. "!" behind a word: only with its accents.
struct StopWordList {
  std::string_view lang;   // base of a BCP 47 tag
  std::string_view words;  // separated by single spaces, in any order
};

}  // namespace callside
