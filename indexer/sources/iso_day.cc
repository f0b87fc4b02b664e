#include "indexer/sources/iso_day.h"

#include <cstddef>

#include "indexer/base/ascii.h"
#include "indexer/base/day.h"

namespace callside {

std::optional<std::string> iso_day(std::string_view date, const TimeZone& zone) {
  constexpr std::size_t kDayLength = 10;
  const std::string_view day = date.substr(0, kDayLength);
  if (!parse_day(day)) return std::nullopt;
  const std::string_view time = date.substr(day.size());
  const auto digit = [&](std::size_t i) { return is_ascii_digit(time[i]); };
  const bool is_time =
      time.size() > 2 && (time[0] == 'T' || time[0] == 't' || time[0] == ' ') && digit(1) && digit(2);
  if (!time.empty() && !is_time) return std::nullopt;
  if (time.ends_with('Z') || time.ends_with('z')) {
    // Fractions of a second do not affect the day.
    const std::string whole_seconds = std::string(date.substr(0, date.find_first_of(".,Zz"))) + "Z";
    if (const auto moment = parse_moment(whole_seconds, 0, zone)) return format_day(zone.day_of(*moment));
  }
  return std::string(day);
}

}  // namespace callside
