#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/redact/folded_text.h"

namespace callside {

// Digits as people group them: "041/555-010" is a run of three groups.

struct DigitGroup {
  std::size_t begin, end;  // units, all of them digits
  std::size_t size() const { return end - begin; }
};

using DigitGroups = std::span<const DigitGroup>;

inline constexpr std::size_t kMaxSeparators = 4;

// Reads the run of digit groups that begins with the digit units[i]. One to four of the units " -./()"
// separate two groups. Clears `groups` first.
void read_digit_run(View units, std::size_t i, std::vector<DigitGroup>& groups);

// The units between two groups: "-", " (", ") ".
struct Separator {
  std::array<char, kMaxSeparators> units{};
  std::size_t size = 0;
  bool is(std::string_view text) const { return std::string_view(units.data(), size) == text; }
  bool has(char c) const { return std::string_view(units.data(), size).find(c) != std::string_view::npos; }
  bool operator==(const Separator&) const = default;
};
Separator separator_after(View units, DigitGroups groups, std::size_t g);

// The digits of consecutive groups, without separators.
class Digits {
 public:
  static constexpr std::size_t kMost = 24;

  Digits(View units, DigitGroups groups);
  // Counts all digits, although only the first kMost are kept.
  std::size_t size() const { return size_; }
  std::string_view text() const { return {digits_.data(), size_ < kMost ? size_ : kMost}; }
  int operator[](std::size_t i) const { return digits_[i] - '0'; }
  // Returns the first `count` digits as a number; count <= 9.
  int prefix(std::size_t count) const;

 private:
  std::array<char, kMost> digits_{};
  std::size_t size_ = 0;
};

// Returns the value of a group of at most nine digits; -1 for a longer one.
int value_of(View units, const DigitGroup& group);

// Returns the number of groups from `g` on that form a date: "1. 9. 2026", "2026-10-01", "09/01/2026"; 0 if
// none begins there.
std::size_t date_length(View units, DigitGroups groups, std::size_t g);

// Check digits: the weighted sum of all digits is divisible by ten. Luhn doubles every second digit from the
// right (ISO/IEC 7812-1 annex B). GS1 codes (EAN, UPC, ISBN-13) give every second digit the weight three.
bool passes_luhn(std::string_view digits);
bool passes_gs1(std::string_view digits);

}  // namespace callside
