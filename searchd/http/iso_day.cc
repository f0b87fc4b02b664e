#include "searchd/http/iso_day.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "searchd/http/ascii.h"

namespace callside {

bool is_iso_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](std::size_t at, std::size_t digits) {
    const std::string_view part = text.substr(at, digits);
    int value = -1;
    if (std::all_of(part.begin(), part.end(), is_ascii_digit)) {
      std::from_chars(part.data(), part.data() + part.size(), value);
    }
    return value;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (year < 0 || month < 0 || day < 0) return false;
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

}  // namespace callside
