#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/redact/personal_kind.h"

namespace callside {

// A text as the detectors see it. People and programs write the same address in many ways: with full-width
// digits, non-breaking hyphens and spaces, invisible characters between the letters, or percent escapes in
// links. Folding removes these differences. Each unit knows the bytes of the text that it represents.

// One code point, folded:
// - Digits of every script are '0' to '9'. Full-width, small and mathematical letters and signs have their
//   ASCII form.
// - White space within a line is ' '. The end of a line is '\n'. Every hyphen and dash is '-'.
// - A percent escape of printable ASCII ("%40", or escaped twice: "%2540") is that character.
// - Invisible characters (soft hyphen, zero width, direction marks, variation selectors) have no unit.
// - Letters keep their case and accents.
struct Unit {
  char32_t c;
  std::uint32_t begin, end;  // bytes in the folded text
};

using View = std::span<const Unit>;

// Units in place of marks. No detector takes them, and no finding spans them. Their kind can tell what a
// number beside them is.
inline constexpr char32_t kTaken = 0x110000;
// A text that the organisation keeps (rule_matcher.h). Detectors do not see it, but it stays.
inline constexpr char32_t kKept = kTaken + 0xFF;
constexpr char32_t taken_by(PersonalKind kind) { return kTaken + static_cast<char32_t>(kind); }
constexpr bool is_taken(char32_t c) { return c >= kTaken; }

// Units [begin, end) of the view are of this kind.
struct Finding {
  PersonalKind kind;
  std::size_t begin, end;
};

// Folds `text` (at most 4 GiB) into `units`, which it clears first. A byte that is not UTF-8 becomes U+FFFD.
// The marks of kPersonalKinds and of an organisation's rules (`rule_marks`, by rule) become taken units, so
// that a redacted text reads as it did after its last finding.
void fold_text(std::string_view text, std::vector<Unit>& units, std::span<const std::string> rule_marks = {});

constexpr bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr char32_t ascii_lower(char32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

// Returns true for a letter of any script, and for a mark on one.
bool is_letter(char32_t c);
// Returns true for a letter of a script without spaces between words, or that joins endings to foreign words
// (Chinese, Japanese, Korean, Thai ...). Next to such a letter, an ASCII word begins or ends.
bool is_unspaced_letter(char32_t c);
// Returns true for a part of a word: a number or name next to it is only a piece of something longer.
inline bool is_word(char32_t c) {
  if (c < 0x80) return is_digit(c) || is_ascii_letter(c) || c == '_';
  return is_letter(c) && !is_unspaced_letter(c);
}

// Returns units[i].c, or '\n' outside the view: the ends of a text are like the ends of a line.
inline char32_t at(View units, std::size_t i) { return i < units.size() ? units[i].c : U'\n'; }
inline char32_t before(View units, std::size_t i) { return i > 0 ? units[i - 1].c : U'\n'; }

}  // namespace callside
