#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "indexer/redact/folded_text.h"

namespace callside {

// The at sign and the dot of an e-mail address as people spell them, to hide the address from programs or in
// speech. The words were written from knowledge of the languages that Callside is tested in.

enum class Spelling {
  sign,       // "@", "&#64;", "\u0040"
  bracketed,  // "(at)", "[ dot ]", "{@}"
  word,       // " at ", " arroba ", " punkt ": only between spaces
};

struct SpelledSign {
  Spelling spelling = Spelling::sign;
  std::size_t begin = 0, end = 0;  // units, including the spaces around it
};

// Returns the at sign whose first visible unit is units[i].
std::optional<SpelledSign> at_sign_at(View units, std::size_t i);

// Returns true if a spoken at sign can begin with this letter. Rejects most letters quickly.
constexpr bool may_begin_at_word(char32_t c) {
  constexpr std::u32string_view kFirstLetters = U"aAäÄcCkKсС";
  return kFirstLetters.find(c) != std::u32string_view::npos;
}

// Returns the dot that begins at units[i], including spaces before it. Accepts words only if `words` is true.
std::optional<SpelledSign> dot_after(View units, std::size_t i, bool words);

// Returns the dot that ends before units[i], including spaces after it. Never a sign, which is part of a
// name.
std::optional<SpelledSign> dot_before(View units, std::size_t i, bool words);

// Returns true if units [begin, end) are `word`, which is in lower case, ignoring case.
bool equals_word(View units, std::size_t begin, std::size_t end, std::u32string_view word);

// Returns true if units [begin, end) are one of the words, which are in lower case, ignoring case.
bool is_one_of(View units, std::size_t begin, std::size_t end, std::span<const std::u32string_view> words);

// Skip at most two spaces; a longer run of spaces separates.
std::size_t skip_spaces(View units, std::size_t i);
std::size_t skip_spaces_back(View units, std::size_t i);

}  // namespace callside
