// National identification numbers, proved by check digits where they have one:
// - EMSO (Slovenia, elsewhere JMBG): DDMMYYY RR BBB K, weights 7 6 5 4 3 2 twice, modulus 11 (Zakon o
//   centralnem registru prebivalstva, Pravilnik o EMSO);
// - Slovenian tax number: 7 digits and a check digit, weights 8 to 2, modulus 11 (Zakon o davcni sluzbi,
//   Pravilnik);
// - US social security number: 3-2-4; area not 000, 666 or above 899, group and serial not zero (SSA, POMS RM
//   10201.035); recognised by shape alone, as it has no check digit;
// - DNI and NIE (Spain): 8 digits, or X, Y, Z and 7 digits, and the letter for the remainder by 23 (Real
//   Decreto 1553/2005, Orden INT/2058/2008);
// - German tax id: 11 digits, one of the first ten twice or three times, ISO 7064 MOD 11,10 (Bundeszentralamt
//   fuer Steuern, Aufbau der Identifikationsnummer).

#include <array>
#include <optional>

#include "indexer/redact/digit_groups.h"
#include "indexer/redact/label.h"
#include "indexer/redact/number_label.h"
#include "indexer/redact/word_detectors.h"
#include "indexer/redact/words_before.h"

namespace callside {
namespace {

constexpr std::size_t kReach = 8;  // words between a number and its label

int weighted_sum(const Digits& digits, std::initializer_list<int> weights) {
  int sum = 0;
  std::size_t i = 0;
  for (const int weight : weights) sum += weight * digits[i++];
  return sum;
}

bool is_emso_date(const Digits& digits) {
  const int day = digits[0] * 10 + digits[1], month = digits[2] * 10 + digits[3];
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 && (digits[4] == 9 || digits[4] == 0);
}

bool passes_emso(const Digits& digits) {
  const int rest = weighted_sum(digits, {7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
  const int check = rest == 0 ? 0 : 11 - rest;
  return check < 10 && check == digits[12];
}

bool passes_slovenian_tax(const Digits& digits) {
  const int check = 11 - weighted_sum(digits, {8, 7, 6, 5, 4, 3, 2}) % 11;
  return digits[0] != 0 && (check == 10 ? 0 : check) == digits[7] && check != 11;
}

bool passes_german_tax(const Digits& digits) {
  if (digits[0] == 0) return false;
  int product = 10;
  for (std::size_t i = 0; i < 10; ++i) {
    int sum = (digits[i] + product) % 10;
    if (sum == 0) sum = 10;
    product = sum * 2 % 11;
  }
  const int check = (11 - product) % 10;
  return check == digits[10];
}

bool is_ssn(const Digits& digits) {
  const int area = digits.prefix(3), group = digits[3] * 10 + digits[4];
  const int serial = digits[5] * 1000 + digits[6] * 100 + digits[7] * 10 + digits[8];
  return area != 0 && area != 666 && group != 0 && serial != 0;
}

char32_t upper(char32_t c) { return c >= 'a' && c <= 'z' ? c - 32 : c; }

class IdSearch {
 public:
  IdSearch(const Reading& reading, std::vector<Finding>& findings)
      : reading_(reading), units_(reading.units()), findings_(findings) {}

  void search() {
    std::vector<DigitGroup> groups;
    for (std::size_t i = 0; i < units_.size(); ++i) {
      if (!is_digit(units_[i].c)) continue;
      read_digit_run(units_, i, groups);
      i = groups.back().end - 1;
      std::size_t floor = groups.front().begin;
      for (std::size_t g = 0; g < groups.size(); ++g) {
        if (groups[g].begin < floor) continue;
        if (const auto found = id_at(std::span(groups).subspan(g))) {
          findings_.push_back({PersonalKind::national_id, found->begin, found->end});
          floor = found->end;
          if (found->end > i) i = found->end - 1;
        }
      }
    }
  }

 private:
  // Returns the longest id that begins with the first group.
  std::optional<Finding> id_at(DigitGroups groups) {
    constexpr std::size_t kMaxDigits = 13;
    std::optional<Finding> found;
    std::size_t digits = 0;
    for (std::size_t length = 1; length <= groups.size(); ++length) {
      digits += groups[length - 1].size();
      if (digits > kMaxDigits) break;
      if (length > 1 && !joins(separator_after(units_, groups, length - 2))) break;
      if (digits >= 7) {
        if (auto one = id_of(groups.first(length))) found = one;
      }
    }
    return found;
  }

  static bool joins(const Separator& separator) {
    return separator.is(" ") || separator.is("-") || separator.is(".");
  }

  std::optional<Finding> id_of(DigitGroups groups) {
    const Digits digits(units_, groups);
    const std::size_t begin = groups.front().begin, end = groups.back().end;
    switch (digits.size()) {
      case 13:
        return emso(groups, digits, begin, end);
      case 11:
        return german_tax(groups, digits, begin, end);
      case 9:
        return ssn(groups, digits, begin, end);
      case 8:
        if (auto found = dni(digits, begin, end)) return found;
        return slovenian_tax(groups, digits, begin, end);
      case 7:
        return nie(digits, begin, end);
      default:
        return std::nullopt;
    }
  }

  bool stands_alone(std::size_t begin, std::size_t end) const {
    const char32_t left = reading_.before(begin), right = reading_.at(end);
    constexpr std::u32string_view kJoins = U".,-/";
    const bool joined_left =
        kJoins.find(left) != std::u32string_view::npos && begin > 1 && is_digit(units_[begin - 2].c);
    const bool joined_right =
        kJoins.find(right) != std::u32string_view::npos && is_digit(reading_.at(end + 1));
    return !is_word(left) && left != '+' && !is_word(right) && !joined_left && !joined_right;
  }

  bool labelled(std::size_t begin, std::size_t end, Role wanted) const {
    return !roles_before(reading_, begin, wanted, kReach).empty() ||
           !roles_after(reading_, end, wanted, 4).empty();
  }

  // Returns true if a word names another kind of number, and none names this one.
  bool is_other(std::size_t begin) const {
    using Words = std::u32string_view;
    static constexpr std::array kPersonal{
        Words{U"id"},     Words{U"ids"},     Words{U"uid"},       Words{U"tax"},     Words{U"davčn*"},
        Words{U"davcn*"}, Words{U"matičn*"}, Words{U"maticn*"},   Words{U"steuer*"}, Words{U"nif"},
        Words{U"dni"},    Words{U"ssn"},     Words{U"emšo"},      Words{U"emso"},    Words{U"ident*"},
        Words{U"osebn*"}, Words{U"person*"}, Words{U"national*"}, Words{U"persönl*"}};
    if (label_before(units_, begin) != NumberLabel::identifier) return false;
    constexpr int kMaxWords = 4;
    WordsBefore words(units_, begin);
    for (int i = 0; i < kMaxWords; ++i) {
      const std::u32string_view word = words.next();
      if (word.empty()) break;
      if (matches_any(word, kPersonal)) return false;
    }
    return true;
  }

  static std::optional<Finding> finding(std::size_t begin, std::size_t end) {
    return Finding{PersonalKind::national_id, begin, end};
  }

  std::optional<Finding> emso(DigitGroups groups, const Digits& digits, std::size_t begin,
                              std::size_t end) const {
    if (!stands_alone(begin, end)) return std::nullopt;
    const bool named = labelled(begin, end, Role::personal_number);
    if (groups.size() > 1 && !named) return std::nullopt;
    const bool proved = is_emso_date(digits) && passes_emso(digits);
    return named || (proved && !is_other(begin)) ? finding(begin, end) : std::nullopt;
  }

  std::optional<Finding> german_tax(DigitGroups groups, const Digits& digits, std::size_t begin,
                                    std::size_t end) const {
    if (!stands_alone(begin, end) || !passes_german_tax(digits)) return std::nullopt;
    static constexpr std::array<std::size_t, 4> kUsual{2, 3, 3, 3};
    bool usual = groups.size() == kUsual.size();
    for (std::size_t g = 0; usual && g < kUsual.size(); ++g) usual = groups[g].size() == kUsual[g];
    if (!usual && groups.size() > 1) return std::nullopt;
    const bool grouped = usual && !is_other(begin);
    return grouped || labelled(begin, end, Role::tax) ? finding(begin, end) : std::nullopt;
  }

  std::optional<Finding> ssn(DigitGroups groups, const Digits& digits, std::size_t begin,
                             std::size_t end) const {
    if (!stands_alone(begin, end) || !is_ssn(digits)) return std::nullopt;
    const bool shaped = groups.size() == 3 && groups[0].size() == 3 && groups[1].size() == 2;
    if (groups.size() > 1 && !shaped) return std::nullopt;
    if (labelled(begin, end, Role::personal_number)) return finding(begin, end);
    const bool hyphens =
        shaped && separator_after(units_, groups, 0).is("-") && separator_after(units_, groups, 1).is("-");
    return hyphens && !is_other(begin) ? finding(begin, end) : std::nullopt;
  }

  // Returns the end of the check letter after the digits: "00000001R", "00000001-R"; 0 if there is none.
  std::size_t letter_end(std::size_t end) const {
    if (const char32_t c = reading_.at(end); c == '-' || c == ' ' || c == '.') ++end;
    return is_ascii_letter(reading_.at(end)) && !is_word(reading_.at(end + 1)) ? end + 1 : 0;
  }

  std::optional<Finding> with_letter(int number, std::size_t begin, std::size_t end, bool named) const {
    constexpr std::u32string_view kLetters = U"TRWAGMYFPDXBNJZSQVHLCKE";
    const std::size_t last = letter_end(end);
    if (last == 0) return std::nullopt;
    const bool proved =
        upper(units_[last - 1].c) == kLetters[static_cast<std::size_t>(number) % kLetters.size()];
    const bool tight = last - end <= 2 && reading_.at(end) != ' ';
    if (named && (tight || proved)) return finding(begin, last);
    return proved && tight && !is_other(begin) ? finding(begin, last) : std::nullopt;
  }

  std::optional<Finding> dni(const Digits& digits, std::size_t begin, std::size_t end) const {
    if (is_word(reading_.before(begin)) || reading_.before(begin) == '-') return std::nullopt;
    const bool named = labelled(begin, end, Role::dni);
    if (auto found = with_letter(digits.prefix(8), begin, end, named)) return found;
    return named && stands_alone(begin, end) ? finding(begin, end) : std::nullopt;
  }

  std::optional<Finding> nie(const Digits& digits, std::size_t begin, std::size_t end) const {
    std::size_t first = begin;
    if (const char32_t c = reading_.before(first); c == '-' || c == ' ' || c == '.') --first;
    const char32_t head = upper(reading_.before(first));
    if (head < 'X' || head > 'Z') return std::nullopt;
    --first;
    if (is_word(reading_.before(first))) return std::nullopt;
    const int number = static_cast<int>(head - 'X') * 10'000'000 + digits.prefix(7);
    return with_letter(number, first, end, labelled(first, end, Role::dni));
  }

  std::optional<Finding> slovenian_tax(DigitGroups groups, const Digits& digits, std::size_t begin,
                                       std::size_t end) const {
    // "SI10001476": with the country, as in VAT numbers.
    std::size_t first = begin;
    if (begin >= 2 && upper(units_[begin - 2].c) == 'S' && upper(units_[begin - 1].c) == 'I') first -= 2;
    if (!stands_alone(first, end) || groups.size() > 3 || !passes_slovenian_tax(digits)) return std::nullopt;
    return labelled(first, end, Role::tax) ? finding(first, end) : std::nullopt;
  }

  const Reading& reading_;
  View units_;
  std::vector<Finding>& findings_;
};

}  // namespace

void find_national_ids(const Reading& reading, std::vector<Finding>& findings) {
  IdSearch(reading, findings).search();
}

}  // namespace callside
