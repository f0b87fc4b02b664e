#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace callside {

// Calendar days (proleptic Gregorian) as days since 1970-01-01.

// "2026-10-01"; nothing for any other text, and for days that do not exist.
std::optional<std::int32_t> parse_day(std::string_view text);
std::string format_day(std::int32_t day);

// Now as ISO 8601 in UTC: "2026-10-01T09:30:00Z".
std::string now_utc();

}  // namespace callside
