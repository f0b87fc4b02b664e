#include "indexer/redact/telephone_shape.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include "indexer/redact/calling_codes.h"

namespace callside {
namespace {

constexpr std::size_t kMinDigits = 6, kMaxShapeDigits = 15;

bool sizes_are(DigitGroups groups, std::initializer_list<std::size_t> sizes) {
  return std::ranges::equal(groups, sizes, {}, &DigitGroup::size);
}

class Judge {
 public:
  explicit Judge(const TelephoneCandidate& candidate)
      : candidate_(candidate), groups_(candidate.groups), digits_(candidate.units, candidate.groups) {}

  TelephoneShape shape() const {
    if (digits_.size() < kMinDigits || digits_.size() > kMaxShapeDigits + 1) return TelephoneShape::none;
    if (joins_two_numbers()) return TelephoneShape::none;
    if (candidate_.plus) return is_international_number(0) ? TelephoneShape::certain : TelephoneShape::none;
    if (mixes_dots() || is_hours() || is_years() || is_ip_address()) return TelephoneShape::none;
    if (is_international_number(2) || is_trunk_number() || is_north_american() || is_nine_digits()) {
      return TelephoneShape::national;
    }
    if (digits_.size() > kMaxShapeDigits || is_compact_date() || is_decimal()) return TelephoneShape::none;
    return TelephoneShape::possible;
  }

 private:
  int value(std::size_t g) const { return value_of(candidate_.units, groups_[g]); }
  std::size_t size(std::size_t g) const { return groups_[g].size(); }
  Separator separator(std::size_t g) const { return separator_after(candidate_.units, groups_, g); }
  bool begins_with_zero(std::size_t g) const { return candidate_.units[groups_[g].begin].c == '0'; }

  // `prefix` digits ("00") precede the calling code.
  bool is_international_number(std::size_t prefix) const {
    const std::string_view digits = digits_.text();
    if (digits.size() <= prefix || (prefix > 0 && !digits.starts_with("00"))) return false;
    std::size_t first = size(0);
    if (prefix > 0 && first <= prefix) {
      if (first < prefix || groups_.size() < 2) return false;
      first += size(1);
    }
    std::string dialled(digits.substr(prefix));
    if (is_international(dialled, first - prefix)) return true;
    // "+386 (0)41 555 010": the trunk digit is written but not dialled.
    if (dialled.size() == first - prefix || dialled[first - prefix] != '0') return false;
    dialled.erase(first - prefix, 1);
    return is_international(dialled, first - prefix);
  }

  bool is_trunk_number() const {
    constexpr std::size_t kLeast = 8, kMinInOne = 9, kMost = 12;
    const std::size_t digits = digits_.size();
    if (digits_[0] != 0 || digits_[1] == 0 || digits > kMost) return false;
    if (groups_.size() == 1) {
      // Twelve digits with a GS1 check digit are the number of an American article.
      return digits >= kMinInOne && !(digits == kMost && passes_gs1(digits_.text()));
    }
    const bool pairs = std::ranges::all_of(groups_, [](const auto& group) { return group.size() == 2; });
    if (pairs) return digits == 10 && !counts_up();
    if (digits < kLeast || groups_.size() > 6 || size(0) < 2 || size(0) > 5) return false;
    if (begins_with_zero(1) && !candidate_.bracket) return false;
    if (groups_.size() == 2 && size(1) == 4 && value(1) >= 1900 && value(1) < 2100) return false;
    if (separator(0).is(".") && groups_.size() < 3) return false;
    return groups_fit();
  }

  // After the area code, groups of two to eight digits; an extension ("-0") may have one.
  bool groups_fit() const {
    for (std::size_t g = 1; g < groups_.size(); ++g) {
      const bool extension = g >= 2 && g + 1 == groups_.size() && separator(g - 1).is("-");
      if (size(g) > 8 || (size(g) < 2 && !extension)) return false;
    }
    return true;
  }

  bool is_north_american() const {
    const bool one = size(0) == 1 && value(0) == 1;
    const DigitGroups groups = one ? groups_.subspan(1) : groups_;
    const std::size_t area = one ? 1 : 0;
    if (digits_.size() != 10 + area || digits_[area] < 2 || digits_[area + 3] < 2) return false;
    if (sizes_are(groups, {3, 7})) return candidate_.bracket;
    return sizes_are(groups, {3, 3, 4});
  }

  bool is_nine_digits() const {
    if (digits_.size() != 9 || digits_[0] < 6) return false;
    const bool dots = separator_is_dot();
    if (sizes_are(groups_, {3, 3, 3})) return !dots;
    return sizes_are(groups_, {3, 2, 2, 2}) || (digits_[0] >= 8 && sizes_are(groups_, {2, 3, 2, 2}));
  }

  bool separator_is_dot() const { return groups_.size() > 1 && separator(0).is("."); }

  // Dots also separate the parts of versions, dates and amounts. They are accepted only if no other sign
  // separates.
  bool mixes_dots() const {
    bool dots = false, others = false;
    for (std::size_t g = 0; g + 1 < groups_.size(); ++g) {
      const bool dot = separator(g).has('.');
      dots |= dot && separator(g).is(".");
      others |= !dot || !separator(g).is(".");
    }
    return dots && others;
  }

  // "041 555 010 / 031 555 020": a sign between spaces is after an area code, or between two numbers.
  bool joins_two_numbers() const {
    for (std::size_t g = candidate_.plus ? 2 : 1; g + 1 < groups_.size(); ++g) {
      if (separator(g).is(" / ") || separator(g).is(" - ")) return true;
    }
    return false;
  }

  // "0800-1600"
  bool is_hours() const {
    return sizes_are(groups_, {4, 4}) && separator(0).has('-') &&
           std::ranges::all_of(groups_, [this](const DigitGroup& group) {
             const int time = value_of(candidate_.units, group);
             return time <= 2400 && time % 100 < 60;
           });
  }

  // "2025-2026", "2026/27"
  bool is_years() const {
    const auto is_year = [](int value) { return value >= 1900 && value < 2100; };
    if (groups_.size() != 2 || size(0) != 4 || !is_year(value(0))) return false;
    return size(1) == 4 ? is_year(value(1)) : size(1) == 2 && value(1) == (value(0) + 1) % 100;
  }

  // "20261001"
  bool is_compact_date() const {
    if (groups_.size() != 1 || digits_.size() != 8) return false;
    const int year = digits_.prefix(4), month = digits_[4] * 10 + digits_[5],
              day = digits_[6] * 10 + digits_[7];
    return year >= 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }

  // "12.34567", but "555.0123"
  bool is_decimal() const { return groups_.size() == 2 && separator_is_dot() && !sizes_are(groups_, {3, 4}); }

  bool is_ip_address() const {
    return groups_.size() == 4 && separator_is_dot() &&
           std::ranges::all_of(groups_, [this](const DigitGroup& group) {
             return group.size() <= 3 && value_of(candidate_.units, group) <= 255;
           });
  }

  // "07 08 09 10 11": counting.
  bool counts_up() const {
    for (std::size_t g = 1; g < groups_.size(); ++g) {
      if (value(g) != value(g - 1) + 1) return false;
    }
    return true;
  }

  const TelephoneCandidate& candidate_;
  DigitGroups groups_;
  Digits digits_;
};

}  // namespace

TelephoneShape shape_of(const TelephoneCandidate& candidate) { return Judge(candidate).shape(); }

}  // namespace callside
