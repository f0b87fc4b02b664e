#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "indexer/redact/folded_text.h"

namespace callside {

// Walks leftwards from a number over the words that may say what it is: "order no. 4711", "call me on
// 555-0123".
class WordsBefore {
 public:
  // Units before `telephone_end` are a telephone number that was found already; 0: none was.
  WordsBefore(View units, std::size_t position, std::size_t telephone_end = 0)
      : units_(units), position_(position), telephone_end_(telephone_end) {}

  // What next() gives for a telephone number that was found already, if words or ",;/|&" join it to this one.
  static constexpr std::u32string_view kTelephone = U"[telephone]";

  // The next word to the left, in lower case; empty where the sentence or line begins, or after a long gap.
  // The view holds until the next call. A telephone symbol is the word "tel".
  std::u32string_view next();

  // Whether digits stood between the number and the word that next() gave last.
  bool passed_digits() const { return passed_digits_; }

 private:
  static constexpr std::size_t kLongestWord = 40, kLongestGap = 40;

  View units_;
  std::size_t position_, telephone_end_;
  bool passed_digits_ = false;
  bool joined_ = false;
  std::array<char32_t, kLongestWord> word_{};
};

// Whether the word is one of the patterns: "tel" the whole word, "telefon*" its begin, "*nummer" its end,
// "*x*" within.
bool matches_any(std::u32string_view word, std::span<const std::u32string_view> patterns);

}  // namespace callside
