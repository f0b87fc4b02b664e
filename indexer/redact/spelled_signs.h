#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "indexer/redact/folded_text.h"

namespace callside {

// The at sign and the dot of an e-mail address as people spell them: to a machine's eye to hide them, or
// aloud. The words are written from knowledge of the languages that Callside is tested in.

enum class Spelling {
  sign,       // "@", "&#64;", "\u0040"
  bracketed,  // "(at)", "[ dot ]", "{@}"
  word,       // " at ", " arroba ", " punkt ": only with spaces around
};

struct SpelledSign {
  Spelling spelling = Spelling::sign;
  std::size_t begin = 0, end = 0;  // units, with the spaces around that belong to it
};

// The at sign whose first visible unit is units[i].
std::optional<SpelledSign> at_sign_at(View units, std::size_t i);

// Whether a spoken at sign can begin with this letter: a quick look for those who look everywhere.
constexpr bool may_begin_at_word(char32_t c) {
  constexpr std::u32string_view kFirstLetters = U"aAäÄcCkKсС";
  return kFirstLetters.find(c) != std::u32string_view::npos;
}

// The dot that begins at units[i], with the spaces before it. Words count only where `words` says so.
std::optional<SpelledSign> dot_after(View units, std::size_t i, bool words);

// The dot that ends before units[i], with the spaces after it. Never a sign: that is part of a name.
std::optional<SpelledSign> dot_before(View units, std::size_t i, bool words);

// Whether units [begin, end) are `word` (lower case), letter case aside.
bool equals_word(View units, std::size_t begin, std::size_t end, std::u32string_view word);

// Returns true if units [begin, end) are one of the words, which are in lower case, ignoring case.
bool is_one_of(View units, std::size_t begin, std::size_t end, std::span<const std::u32string_view> words);

// The first of i, i+1, i+2 that is not a space; a longer run of spaces separates.
std::size_t skip_spaces(View units, std::size_t i);
std::size_t skip_spaces_back(View units, std::size_t i);

}  // namespace callside
