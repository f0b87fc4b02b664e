// IBANs (ISO 13616): country, two check digits, then as many characters as the country's accounts have.
// Proved by the remainder 97 (ISO 7064 MOD 97-10); right behind the word IBAN also with a wrong check digit,
// as people mistype. Lengths are those of the SWIFT IBAN registry.

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "indexer/redact/detectors.h"
#include "indexer/redact/words_before.h"

namespace callside {
namespace {

struct Country {
  char code[3];
  std::uint8_t length;
};

constexpr std::array<Country, 88> kCountries{{
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22},
    {"BH", 22}, {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24},
    {"DE", 22}, {"DJ", 27}, {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18},
    {"FK", 18}, {"FO", 18}, {"FR", 27}, {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27},
    {"GT", 28}, {"HN", 28}, {"HR", 21}, {"HU", 28}, {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26},
    {"IT", 27}, {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28}, {"LC", 32}, {"LI", 21}, {"LT", 20},
    {"LU", 20}, {"LV", 21}, {"LY", 25}, {"MC", 27}, {"MD", 24}, {"ME", 22}, {"MK", 19}, {"MN", 20},
    {"MR", 27}, {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23}, {"PK", 24},
    {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"RU", 33}, {"SA", 24},
    {"SC", 31}, {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SO", 23}, {"ST", 25},
    {"SV", 28}, {"TL", 23}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20},
}};

constexpr std::size_t kLongestIban = 34;

bool is_alphanumeric(char32_t c) { return is_digit(c) || is_ascii_letter(c); }

std::size_t length_of_country(char32_t first, char32_t second) {
  const auto upper = [](char32_t c) { return static_cast<char>(c >= 'a' ? c - 32 : c); };
  const char code[2] = {upper(first), upper(second)};
  const std::string_view wanted(code, 2);
  const auto* const found =
      std::ranges::find_if(kCountries, [wanted](const Country& country) { return wanted == country.code; });
  return found == kCountries.end() ? 0 : found->length;
}

// The remainder of the number that an IBAN stands for: its first four characters go last, letters are 10
// to 35.
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
  constexpr int kMostBetween = 2;
  WordsBefore words(units, begin);
  std::u32string_view word = words.next();
  for (int i = 0; i < kMostBetween && matches_any(word, kBetween); ++i) word = words.next();
  return word == U"iban" && !words.passed_digits();
}

// The end of the IBAN that begins at units[begin], if one does.
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

// Where the IBAN begins whose first check digit is units[digit]: "SI5", "SI 5"; nowhere if that can't be.
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
