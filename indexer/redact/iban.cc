// IBANs (ISO 13616): country, two check digits, and the account number, whose length depends on the country.
// The remainder by 97 must be 1 (ISO 7064 MOD 97-10). Directly after the word IBAN, also with wrong check
// digits, as people mistype.

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "indexer/redact/data_files.h"
#include "indexer/redact/detectors.h"
#include "indexer/redact/words_before.h"

namespace callside {
namespace {

// The lengths of data/iban_lengths.txt.
class IbanLengths {
 public:
  IbanLengths() {
    for_each_entry(data_text(redact_data(), "iban_lengths.txt"), [this](auto, std::string_view row) {
      std::size_t& length = lengths_[index(row[0], row[1])];
      for (const char digit : row.substr(3)) length = length * 10 + static_cast<std::size_t>(digit - '0');
    });
  }

  // Returns 0 for a country without IBANs. Both letters must be capitals.
  std::size_t of(char first, char second) const { return lengths_[index(first, second)]; }

 private:
  static std::size_t index(char first, char second) {
    return static_cast<std::size_t>(first - 'A') * 26 + static_cast<std::size_t>(second - 'A');
  }

  std::array<std::size_t, std::size_t{26} * 26> lengths_{};
};

constexpr std::size_t kLongestIban = 34;

bool is_alphanumeric(char32_t c) { return is_digit(c) || is_ascii_letter(c); }

std::size_t length_of_country(char32_t first, char32_t second) {
  static const IbanLengths kLengths;
  const auto upper = [](char32_t c) { return static_cast<char>(c >= 'a' ? c - 32 : c); };
  return is_ascii_letter(first) && is_ascii_letter(second) ? kLengths.of(upper(first), upper(second)) : 0;
}

// Returns the remainder by 97 of an IBAN read as a number: the first four characters go last, and letters are
// 10 to 35.
int remainder_of(std::string_view iban) {
  int remainder = 0;
  for (std::size_t i = 0; i < iban.size(); ++i) {
    const char c = iban[(i + 4) % iban.size()];
    remainder = c <= '9' ? remainder * 10 + (c - '0') : remainder * 100 + (c - 'A' + 10);
    remainder %= 97;
  }
  return remainder;
}

bool follows_iban_word(View units, std::size_t begin) {
  static constexpr std::array<std::u32string_view, 9> kBetween{U"je", U"is", U"ist",    U"es",      U"no",
                                                               U"nr", U"št", U"number", U"številk*"};
  constexpr int kMaxBetween = 2;
  WordsBefore words(units, begin);
  std::u32string_view word = words.next();
  for (int i = 0; i < kMaxBetween && matches_any(word, kBetween); ++i) word = words.next();
  return word == U"iban" && !words.passed_digits();
}

// Returns the end of the IBAN that begins at units[begin], if there is one.
std::optional<std::size_t> iban_end(View units, std::size_t begin) {
  const std::size_t length = length_of_country(units[begin].c, units[begin + 1].c);
  if (length == 0) return std::nullopt;
  std::array<char, kLongestIban> iban{};
  std::size_t size = 0, i = begin;
  while (size < length) {
    const char32_t c = at(units, i);
    if (!is_alphanumeric(c)) return std::nullopt;
    const bool wants_digit = size == 2 || size == 3;
    if (wants_digit && !is_digit(c)) return std::nullopt;
    iban[size++] = static_cast<char>(c >= 'a' ? c - 32 : c);
    ++i;
    if (size == length) break;
    const char32_t next = at(units, i);
    if ((next == ' ' || next == '-' || next == '.') && size >= 2) ++i;
  }
  if (is_word(at(units, i))) return std::nullopt;
  if (remainder_of({iban.data(), length}) != 1 && !follows_iban_word(units, begin)) return std::nullopt;
  return i;
}

// Returns the start of an IBAN whose first check digit is units[digit]: "SI5", "SI 5".
std::optional<std::size_t> iban_begin(View units, std::size_t digit) {
  std::size_t end = digit;
  if (const char32_t c = before(units, end); c == ' ' || c == '-') --end;
  if (!is_ascii_letter(before(units, end)) || end < 2 || !is_ascii_letter(units[end - 2].c))
    return std::nullopt;
  if (is_word(before(units, end - 2))) return std::nullopt;
  return end - 2;
}

}  // namespace

void find_ibans(View units, std::vector<Finding>& findings) {
  std::size_t floor = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!is_digit(units[i].c) || is_digit(before(units, i))) continue;
    const auto begin = iban_begin(units, i);
    if (!begin || *begin < floor) continue;
    if (const auto end = iban_end(units, *begin)) {
      findings.push_back({PersonalKind::iban, *begin, *end});
      floor = *end;
      i = *end - 1;
    }
  }
}

}  // namespace callside
