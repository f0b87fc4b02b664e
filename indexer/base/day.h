#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace callside {

// Calendar days (proleptic Gregorian) are counted from 1970-01-01, which is day 0.

// Parses "2026-10-01". Returns nullopt for any other format and for days that do not exist.
std::optional<std::int32_t> parse_day(std::string_view text);
// The reverse of parse_day().
std::string format_day(std::int32_t day);

}  // namespace callside
