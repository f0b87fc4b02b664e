#pragma once

#include <string>
#include <string_view>

namespace callside {

struct LanguageGuess {
  std::string tag;           // BCP 47; empty: unknown
  bool is_reliable = false;  // as judged by CLD2
  int percent = 0;           // share of the text that is in this language
};

// The most likely language of a text, by CLD2, from its first 16 KiB. Safe in any thread.
LanguageGuess guess_language(std::string_view text);

// The tag of a reliable guess, or empty. Meant for documents: no detector works on the three words of a
// query.
std::string detect_language(std::string_view text);

}  // namespace callside
