#include "indexer/redact/secret_token.h"

#include <algorithm>
#include <array>
#include <string>

namespace callside {
namespace {

bool is_sign_of(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

}  // namespace

SecretToken SecretTokens::token_at(std::size_t unit) const {
  constexpr std::u32string_view kQuotes = U"\"'`\u201C\u201E\u201D\u00BB\u00AB\u2018\u201A";
  SecretToken token;
  if (is_sign_of(kQuotes, reading_.at(unit))) {
    std::size_t close = unit + 1;
    while (close < unit + 64 && reading_.at(close) != '\n' &&
           !is_sign_of(U"\"'`\u201D\u201C\u00AB\u00BB\u2019", reading_.at(close)))
      ++close;
    if (close < unit + 64 && reading_.at(close) != '\n' && close > unit + 1) {
      token = measured(unit + 1, close);
      token.quoted = true;
      return token;
    }
  }
  const std::size_t begin = reading_.skip(unit, U"\"'`(<*\u201C\u201E\u00BB\u00AB[");
  std::size_t end = begin;
  while (end < begin + kLongest && !is_sign_of(U" \n", reading_.at(end)) && !is_taken(reading_.at(end)))
    ++end;
  while (end > begin && is_sign_of(U".,;:)?\"'`>*\u201D\u201C\u00AB\u00BB]\u2026", reading_.at(end - 1)))
    --end;
  return measured(begin, end);
}

std::size_t SecretTokens::with_groups(const SecretToken& token) const {
  std::size_t end = token.end;
  if (token.letters > 0 || token.quoted) return end;
  while (is_sign_of(U" -", reading_.at(end)) && is_digit(reading_.at(end + 1)) && end - token.begin < 20) {
    std::size_t next = end + 1;
    while (is_digit(reading_.at(next))) ++next;
    if (is_word(reading_.at(next)) || next - end > 5 ||
        (is_sign_of(U".,:/", reading_.at(next)) && is_digit(reading_.at(next + 1))))
      break;
    end = next;
  }
  return end;
}

std::size_t SecretTokens::digits_in(std::size_t begin, std::size_t end) const {
  std::size_t digits = 0;
  for (std::size_t i = begin; i < end; ++i) digits += is_digit(reading_.at(i)) ? 1 : 0;
  return digits;
}

bool SecretTokens::is_address_or_date(const SecretToken& token) const {
  bool at_sign = false, dot_after_sign = false, slash = false;
  std::size_t points = 0;
  for (std::size_t i = token.begin; i < token.end; ++i) {
    const char32_t c = reading_.at(i);
    if (c == '@') at_sign = true;
    if (c == '.' && at_sign) dot_after_sign = true;
    if (c == '/') slash = true;
    if (is_sign_of(U".,:/", c)) ++points;
  }
  if (at_sign && dot_after_sign) return true;
  return token.letters == 0 && token.signs == 0 && points > 0 && (slash || points > 0);
}

bool SecretTokens::is_quantity(const SecretToken& token) const {
  // Prefixes and units of the SI and of computing. Without "K", as door codes end with it.
  constexpr std::u32string_view kPrefixes = U"numcdhkMGT\u00B5\u03BC";
  constexpr std::array<std::u32string_view, 22> kUnits = {
      U"m",  U"g",  U"s",   U"A",   U"V",  U"W",   U"F",  U"H",      U"B",   U"Hz",      U"Ah",
      U"Wh", U"VA", U"bps", U"bit", U"px", U"dpi", U"in", U"\u03A9", U"Ohm", U"\u00B0C", U"min"};
  std::size_t at = token.begin, digits = 0;
  for (; at < token.end && (is_digit(reading_.at(at)) || is_sign_of(U".,", reading_.at(at))); ++at)
    digits += is_digit(reading_.at(at)) ? 1 : 0;
  if (digits == 0 || digits != token.digits || !is_digit(reading_.at(at - 1))) return false;
  const bool fraction = at - token.begin > digits;
  std::u32string unit;
  for (std::size_t i = at; i < token.end; ++i) unit += reading_.at(i);
  if (fraction && token.letters == unit.size()) return true;
  return std::any_of(kUnits.begin(), kUnits.end(), [&](std::u32string_view known) {
    return unit == known || (unit.size() > 1 && is_sign_of(kPrefixes, unit[0]) && unit.substr(1) == known);
  });
}

SecretToken SecretTokens::measured(std::size_t begin, std::size_t end) const {
  SecretToken token{begin, end};
  for (std::size_t i = begin; i < end; ++i) {
    const char32_t c = reading_.at(i);
    if (is_digit(c))
      ++token.digits;
    else if (is_letter(c)) {
      ++token.letters;
      if (i > begin && c >= 'A' && c <= 'Z' && reading_.at(i - 1) >= 'a' && reading_.at(i - 1) <= 'z')
        ++token.capitals_within;
    } else if (is_sign_of(U"!#$%&*+=?@_~^|\\<>{}", c) && i + 1 < end) {
      ++token.signs;
    }
  }
  return token;
}

}  // namespace callside
