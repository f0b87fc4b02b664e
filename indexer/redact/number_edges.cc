#include "indexer/redact/number_edges.h"

#include <unicode/uchar.h>

#include <array>
#include <string_view>

#include "indexer/redact/words_before.h"

namespace callside {
namespace {

bool contains(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }
bool is_currency(char32_t c) {
  return c == '$' || (c >= 0x80 && !is_taken(c) && u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL);
}

}  // namespace

Edge left_edge(View units, std::size_t begin) {
  const char32_t c = before(units, begin);
  if (is_word(c) || is_currency(c) || contains(U"#+@_\\", c)) return Edge::part;
  const char32_t further = begin >= 2 ? units[begin - 2].c : U'\n';
  if (!contains(U".,:-/='&", c) || !(is_word(further) || is_digit(further))) return Edge::free;
  if (is_digit(further)) return c == '=' || c == '&' ? Edge::wants_label : Edge::part;
  return c == ':' || c == ',' ? Edge::free : Edge::wants_label;
}

bool right_edge_is_free(View units, std::size_t end, bool amount_like) {
  const char32_t c = at(units, end), next = at(units, end + 1);
  if (is_word(c) || contains(U"%@=\\", c) || c == 0xB0 || c == 0x2030) return false;
  if (c == ':' && is_digit(next)) return false;
  if (c == ',' && is_digit(next)) return !amount_like;
  if (c == '.' && is_word(next)) return next >= 'A' && next <= 'Z';
  return !(contains(U"-/_+", c) && is_word(next) && (c != '/' || is_digit(next)));
}

bool unit_follows(View units, std::size_t end) {
  static const WordList kUnits("number_units.txt");
  if (at(units, end) == ' ') ++end;
  if (is_currency(at(units, end))) return true;
  std::size_t last = end;
  while (is_letter(at(units, last)) && last < end + 12) ++last;
  return last > end && matches_any(WordsBefore(units, last).next(), kUnits);
}

bool currency_precedes(View units, std::size_t begin) {
  static constexpr std::array<std::u32string_view, 6> kCodes{U"eur", U"usd", U"gbp", U"chf", U"rsd", U"sit"};
  if (before(units, begin) != ' ') return false;
  const std::size_t end = begin - 1;
  return is_currency(before(units, end)) ||
         (is_letter(before(units, end)) && matches_any(WordsBefore(units, end).next(), kCodes));
}

std::size_t extension_end(View units, std::size_t end) {
  static constexpr std::array<std::u32string_view, 17> kWords{
      U"ext",     U"extn",        U"extension", U"x",  U"int",   U"interna", U"interno", U"dw", U"durchwahl",
      U"apparat", U"nebenstelle", U"klapa",     U"kl", U"anexo", U"poste",   U"вн",      U"доб"};
  constexpr std::size_t kLongest = 6;
  std::size_t i = end;
  for (int blanks = 0; blanks < 2 && contains(U" ,;", at(units, i)); ++blanks) ++i;
  const bool bracket = at(units, i) == '(';
  if (bracket) ++i;
  std::size_t word_end = i;
  while (is_letter(at(units, word_end)) && word_end < i + 12) ++word_end;
  if (word_end == i || !matches_any(WordsBefore(units, word_end).next(), kWords)) return end;
  i = word_end;
  for (int signs = 0; signs < 2 && contains(U".: ", at(units, i)); ++signs) ++i;
  std::size_t digits_end = i;
  while (is_digit(at(units, digits_end))) ++digits_end;
  if (digits_end == i || digits_end - i > kLongest || is_word(at(units, digits_end))) return end;
  return bracket && at(units, digits_end) == ')' ? digits_end + 1 : digits_end;
}

}  // namespace callside
