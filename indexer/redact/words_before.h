#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/redact/folded_text.h"

namespace callside {

// Iterates leftwards over the words before a number that may tell what it is: "order no. 4711", "call me on
// 555-0123".
class WordsBefore {
 public:
  // The units before `telephone_end` are a telephone number that was found already; 0 if none was.
  WordsBefore(View units, std::size_t position, std::size_t telephone_end = 0)
      : units_(units), position_(position), telephone_end_(telephone_end) {}

  // next() returns this for a telephone number that was found already, if words or ",;/|&" join it to this
  // one.
  static constexpr std::u32string_view kTelephone = U"[telephone]";

  // Returns the next word to the left, in lower case; empty at the beginning of the sentence or line, or
  // after a long gap. The view is valid until the next call. A telephone symbol is the word "tel".
  std::u32string_view next();

  // Returns true if there are digits between the number and the word that next() returned last.
  bool passed_digits() const { return passed_digits_; }

 private:
  static constexpr std::size_t kLongestWord = 40, kLongestGap = 40;

  View units_;
  std::size_t position_, telephone_end_;
  bool passed_digits_ = false;
  bool joined_ = false;
  std::array<char32_t, kLongestWord> word_{};
};

// Returns true if the word matches a pattern: "tel" the whole word, "telefon*" its beginning, "*nummer" its
// end, "*x*" any part of it.
bool matches_any(std::u32string_view word, std::span<const std::u32string_view> patterns);

// The entries of a section of a file in indexer/redact/data; section "" for a file without sections.
class WordList {
 public:
  explicit WordList(std::string_view file, std::string_view section = {});
  WordList(const WordList&) = delete;
  WordList& operator=(const WordList&) = delete;

  operator std::span<const std::u32string_view>() const { return words_; }

 private:
  std::u32string letters_;  // of all words
  std::vector<std::u32string_view> words_;
};

}  // namespace callside
