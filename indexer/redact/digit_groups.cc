#include "indexer/redact/digit_groups.h"

namespace callside {
namespace {

bool is_separator(char32_t c) { return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')'; }

bool is_year(int value) { return value >= 1900 && value < 2100; }
bool is_day(int value) { return value >= 1 && value <= 31; }
bool is_month(int value) { return value >= 1 && value <= 12; }

}  // namespace

void read_digit_run(View units, std::size_t i, std::vector<DigitGroup>& groups) {
  groups.clear();
  while (true) {
    std::size_t end = i;
    while (is_digit(at(units, end))) ++end;
    groups.push_back({i, end});
    std::size_t next = end;
    while (next < end + kMaxSeparators && is_separator(at(units, next))) ++next;
    if (next == end || !is_digit(at(units, next))) return;
    i = next;
  }
}

Separator separator_after(View units, DigitGroups groups, std::size_t g) {
  Separator separator;
  for (std::size_t i = groups[g].end; i < groups[g + 1].begin; ++i) {
    separator.units[separator.size++] = static_cast<char>(units[i].c);
  }
  return separator;
}

Digits::Digits(View units, DigitGroups groups) {
  for (const DigitGroup& group : groups) {
    for (std::size_t i = group.begin; i < group.end; ++i) {
      if (size_ < kMost) digits_[size_] = static_cast<char>(units[i].c);
      ++size_;
    }
  }
}

int Digits::prefix(std::size_t count) const {
  int value = 0;
  for (std::size_t i = 0; i < count && i < size_; ++i) value = value * 10 + (digits_[i] - '0');
  return value;
}

int value_of(View units, const DigitGroup& group) {
  if (group.size() > 9) return -1;
  int value = 0;
  for (std::size_t i = group.begin; i < group.end; ++i)
    value = value * 10 + static_cast<int>(units[i].c - '0');
  return value;
}

std::size_t date_length(View units, DigitGroups groups, std::size_t g) {
  if (g + 3 > groups.size()) return 0;
  const Separator first = separator_after(units, groups, g), second = separator_after(units, groups, g + 1);
  const auto is_dot = [](const Separator& separator) { return separator.is(".") || separator.is(". "); };
  const bool others = first == second && (first.is("-") || first.is("/") || first.is(" "));
  if (!others && !(is_dot(first) && is_dot(second))) return 0;
  const int a = value_of(units, groups[g]), b = value_of(units, groups[g + 1]),
            c = value_of(units, groups[g + 2]);
  const std::size_t sizes[] = {groups[g].size(), groups[g + 1].size(), groups[g + 2].size()};
  if (sizes[1] > 2) return 0;
  if (sizes[0] == 4 && sizes[2] <= 2) return is_year(a) && is_month(b) && is_day(c) ? 3 : 0;
  const bool day_and_month = (is_day(a) && is_month(b)) || (is_month(a) && is_day(b));
  if (sizes[0] > 2 || !day_and_month) return 0;
  if (sizes[2] == 4) return is_year(c) ? 3 : 0;
  // A year of two digits, unless what follows makes it the head of a longer number.
  const bool last = g + 3 == groups.size() || separator_after(units, groups, g + 2).has(' ');
  return sizes[2] == 2 && !first.is(" ") && last ? 3 : 0;
}

bool passes_luhn(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (std::size_t i = digits.size(); i > 0; --i, twice = !twice) {
    int digit = digits[i - 1] - '0';
    if (twice && (digit *= 2) > 9) digit -= 9;
    sum += digit;
  }
  return sum % 10 == 0;
}

bool passes_gs1(std::string_view digits) {
  int sum = 0;
  bool thrice = false;
  for (std::size_t i = digits.size(); i > 0; --i, thrice = !thrice) {
    sum += (digits[i - 1] - '0') * (thrice ? 3 : 1);
  }
  return sum % 10 == 0;
}

}  // namespace callside
