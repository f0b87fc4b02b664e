#include "indexer/sources/iso_day.h"

#include <chrono>
#include <cstddef>

namespace callside {

namespace {

constexpr std::size_t kDayLength = 10;

// The digits at [begin, begin + length), or -1.
int number_at(std::string_view text, std::size_t begin, std::size_t length) {
  int value = 0;
  for (const char c : text.substr(begin, length)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<std::string> iso_day(std::string_view date) {
  if (date.size() < kDayLength || date[4] != '-' || date[7] != '-') return std::nullopt;
  const int year = number_at(date, 0, 4);
  const int month = number_at(date, 5, 2);
  const int day = number_at(date, 8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const std::chrono::year_month_day calendar{std::chrono::year(year),
                                             std::chrono::month(static_cast<unsigned>(month)),
                                             std::chrono::day(static_cast<unsigned>(day))};
  if (!calendar.ok()) return std::nullopt;
  if (date.size() > kDayLength) {
    const bool time = (date[kDayLength] == 'T' || date[kDayLength] == 't' || date[kDayLength] == ' ') &&
                      date.size() > kDayLength + 2 && number_at(date, kDayLength + 1, 2) >= 0;
    if (!time) return std::nullopt;
  }
  return std::string(date.substr(0, kDayLength));
}

}  // namespace callside
