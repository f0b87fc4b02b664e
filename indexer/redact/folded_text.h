#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/redact/personal_kind.h"

namespace callside {

// A text as the detectors see it. People and programs write one address in many ways: full-width digits,
// hyphens and spaces that don't break, invisible characters between the letters, percent escapes in links.
// Here all that is folded away, and each unit knows which bytes of the text it stands for.

// One code point, folded:
// - digits of every script are '0' to '9'; full-width, small and mathematical letters and signs are their
// ASCII form;
// - white space within a line is ' '; what ends a line is '\n'; every hyphen and dash is '-';
// - a percent escape of printable ASCII ("%40", also escaped again: "%2540") is that character;
// - invisible characters (soft hyphen, zero width, direction marks, variation selectors) have no unit;
// - letters keep their case and accents.
struct Unit {
  char32_t c;
  std::uint32_t begin, end;  // bytes in the folded text
};

using View = std::span<const Unit>;

// Stand where marks are: no detector takes them, and no finding goes across them. What stood there tells what
// the number beside it is.
inline constexpr char32_t kTaken = 0x110000;
// What an organisation keeps (rule_matcher.h): seen by nobody, too, but not taken out.
inline constexpr char32_t kKept = kTaken + 0xFF;
constexpr char32_t taken_by(PersonalKind kind) { return kTaken + static_cast<char32_t>(kind); }
constexpr bool is_taken(char32_t c) { return c >= kTaken; }

// Units [begin, end) of the view are of this kind.
struct Finding {
  PersonalKind kind;
  std::size_t begin, end;
};

// Folds `text` (UTF-8; a byte that isn't becomes U+FFFD; at most 4 GiB) into `units`, which it clears first.
// The marks of kPersonalKinds, and those of an organisation's rules (`rule_marks`, by rule), become taken
// units, so that a redacted text reads as it did when its last finding was made.
void fold_text(std::string_view text, std::vector<Unit>& units, std::span<const std::string> rule_marks = {});

constexpr bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr char32_t ascii_lower(char32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

// A letter of any script, or a mark on one.
bool is_letter(char32_t c);
// A letter of a script that writes words without spaces between them, or glues endings to foreign words
// (Chinese, Japanese, Korean, Thai ...): beside such a letter, an ASCII word begins or ends.
bool is_unspaced_letter(char32_t c);
// Part of a word, so that a number or name beside it is only a piece of something longer.
inline bool is_word(char32_t c) {
  if (c < 0x80) return is_digit(c) || is_ascii_letter(c) || c == '_';
  return is_letter(c) && !is_unspaced_letter(c);
}

// units[i].c, or '\n' outside the view: the ends of a text are like the ends of a line.
inline char32_t at(View units, std::size_t i) { return i < units.size() ? units[i].c : U'\n'; }
inline char32_t before(View units, std::size_t i) { return i > 0 ? units[i - 1].c : U'\n'; }

}  // namespace callside
