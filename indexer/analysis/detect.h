#pragma once

#include <string>
#include <string_view>

namespace callside {

// What a detector makes of a text.
struct LanguageGuess {
  std::string tag;           // BCP 47; empty: it has no idea
  bool is_reliable = false;  // by CLD2's own judgement
  int percent = 0;           // of the text that is in that language
};

// The likeliest language of a text, by CLD2, from its first 16 KiB. Any thread.
LanguageGuess guess_language(std::string_view text);

// The tag of a reliable guess; empty where there is none. Meant for documents: three words of a query are too
// few for any detector.
std::string detect_language(std::string_view text);

}  // namespace callside
