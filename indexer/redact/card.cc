// Payment cards (ISO/IEC 7812): the prefix of a known issuer, its length and the Luhn check digit. After a
// word for a card, also with a wrong check digit, as people mistype. Prefixes and lengths are those that the
// schemes publish.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "indexer/redact/detectors.h"
#include "indexer/redact/digit_groups.h"
#include "indexer/redact/number_label.h"
#include "indexer/redact/words_before.h"

namespace callside {
namespace {

constexpr std::size_t kShortest = 13, kLongest = 19;

struct Issuer {
  int first, last;  // prefixes, both with the same number of digits
  std::uint8_t prefix_digits, shortest, longest;
};

constexpr std::array<Issuer, 25> kIssuers{{
    {4, 4, 1, 13, 19},        // Visa
    {51, 55, 2, 16, 16},      // Mastercard
    {2221, 2720, 4, 16, 16},  // Mastercard
    {34, 34, 2, 15, 15},      // American Express
    {37, 37, 2, 15, 15},      // American Express
    {6011, 6011, 4, 16, 19},  // Discover
    {644, 649, 3, 16, 19},    // Discover
    {65, 65, 2, 16, 19},      // Discover, RuPay
    {62, 62, 2, 16, 19},      // UnionPay
    {3528, 3589, 4, 16, 19},  // JCB
    {300, 305, 3, 14, 19},    // Diners Club
    {36, 36, 2, 14, 19},      // Diners Club
    {38, 39, 2, 14, 19},      // Diners Club
    {5018, 5018, 4, 13, 19},  // Maestro
    {5020, 5020, 4, 13, 19},  // Maestro
    {5038, 5038, 4, 13, 19},  // Maestro
    {5893, 5893, 4, 13, 19},  // Maestro
    {6304, 6304, 4, 13, 19},  // Maestro
    {6759, 6759, 4, 13, 19},  // Maestro
    {6761, 6763, 4, 13, 19},  // Maestro
    {2200, 2204, 4, 16, 19},  // Mir
    {60, 60, 2, 16, 16},      // RuPay
    {81, 82, 2, 16, 16},      // RuPay
    {9792, 9792, 4, 16, 16},  // Troy
    {5019, 5019, 4, 16, 16},  // Dankort
}};

bool has_issuer(const Digits& digits) {
  return std::ranges::any_of(kIssuers, [&digits](const Issuer& issuer) {
    const int prefix = digits.prefix(issuer.prefix_digits);
    const bool fits = digits.size() >= issuer.shortest && digits.size() <= issuer.longest;
    // Visa's lengths are 13, 16 and 19.
    return fits && prefix >= issuer.first && prefix <= issuer.last &&
           (issuer.first != 4 || (digits.size() - kShortest) % 3 == 0);
  });
}

bool follows_card_word(View units, std::size_t begin) {
  static constexpr std::array kCard{
      std::u32string_view{U"card*"},    std::u32string_view{U"kart*"},   std::u32string_view{U"kredit*"},
      std::u32string_view{U"credit*"},  std::u32string_view{U"debit*"},  std::u32string_view{U"visa"},
      std::u32string_view{U"master*"},  std::u32string_view{U"maestro"}, std::u32string_view{U"amex"},
      std::u32string_view{U"tarjeta*"}, std::u32string_view{U"carta*"},  std::u32string_view{U"carte*"},
      std::u32string_view{U"карт*"}};
  constexpr int kMaxWords = 3;
  WordsBefore words(units, begin);
  for (int i = 0; i < kMaxWords; ++i) {
    const std::u32string_view word = words.next();
    if (word.empty() || words.passed_digits()) return false;
    if (matches_any(word, kCard)) return true;
  }
  return false;
}

// Groups in which cards are embossed and dictated: 4-4-4-4, 4-6-5, 6-13, or groups of one size, the last
// possibly shorter.
bool is_usual_grouping(DigitGroups groups) {
  const auto sizes_are = [groups](std::initializer_list<std::size_t> sizes) {
    return std::ranges::equal(groups, sizes, {}, &DigitGroup::size);
  };
  if (sizes_are({4, 6, 5}) || sizes_are({4, 6, 4}) || sizes_are({6, 13}) || sizes_are({6, 10})) return true;
  const std::size_t size = groups.front().size();
  const bool equal = std::ranges::all_of(groups.first(groups.size() - 1),
                                         [size](const DigitGroup& group) { return group.size() == size; });
  return equal && groups.back().size() <= size;
}

bool joins_groups(const Separator& separator) {
  return separator.is(" ") || separator.is("-") || separator.is(".") || separator.is(" - ");
}

// A letter, digit or decimal point that touches the number makes it a part of something else.
bool stands_alone(View units, std::size_t begin, std::size_t end) {
  const char32_t previous = before(units, begin), next = at(units, end);
  if (is_word(previous) || is_word(next)) return false;
  constexpr std::u32string_view kJoins = U".,-/:";
  const bool joined_left =
      kJoins.find(previous) != std::u32string_view::npos && begin > 1 && is_digit(units[begin - 2].c);
  const char32_t further = at(units, end + 1);
  const bool joined_right = kJoins.find(next) != std::u32string_view::npos && next != '/' &&
                            (is_digit(further) || (next == '-' && is_word(further)));
  return !joined_left && !joined_right;
}

bool is_card(View units, DigitGroups groups, const Digits& digits) {
  const std::size_t begin = groups.front().begin, end = groups.back().end;
  if (!has_issuer(digits) || !stands_alone(units, begin, end)) return false;
  const bool luhn = passes_luhn(digits.text());
  // Article numbers that begin with 4 are German. Their check digit distinguishes them from old Visa cards.
  const bool article = groups.size() == 1 && digits.size() <= 14 && passes_gs1(digits.text());
  if (follows_card_word(units, begin)) return true;
  // One in ten order numbers has a valid last digit, but few are written in groups of four.
  const bool labelled = groups.size() == 1 && label_before(units, begin) == NumberLabel::identifier;
  return luhn && !article && !labelled && is_usual_grouping(groups);
}

// Returns the largest number of groups from `g` on that form a card; 0 if there is none.
std::size_t card_length(View units, DigitGroups groups, std::size_t g) {
  std::size_t digits = 0, longest = 0;
  for (std::size_t end = g + 1; end <= groups.size(); ++end) {
    if (end > g + 1 && !joins_groups(separator_after(units, groups, end - 2))) break;
    digits += groups[end - 1].size();
    if (digits > kLongest) break;
    if (digits < kShortest) continue;
    const DigitGroups some = groups.subspan(g, end - g);
    if (is_card(units, some, Digits(units, some))) longest = end - g;
  }
  return longest;
}

}  // namespace

void find_cards(View units, std::vector<Finding>& findings) {
  std::vector<DigitGroup> groups;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!is_digit(units[i].c)) continue;
    read_digit_run(units, i, groups);
    i = groups.back().end;
    if (groups.back().end - groups.front().begin < kShortest) continue;
    for (std::size_t g = 0; g < groups.size();) {
      const std::size_t length = card_length(units, groups, g);
      if (length > 0) findings.push_back({PersonalKind::card, groups[g].begin, groups[g + length - 1].end});
      g += length > 0 ? length : 1;
    }
  }
}

}  // namespace callside
