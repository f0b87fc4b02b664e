#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/base/time_zone.h"

namespace callside {

// Returns the day of an ISO 8601 date ("2026-10-01") or timestamp ("2026-10-01T08:30:00Z", also with a
// space). A timestamp in UTC was written by a program, so its day is the day in `zone`. Any other timestamp
// keeps the day as written: its author wrote local time. Returns nullopt for other forms and for days that do
// not exist.
std::optional<std::string> iso_day(std::string_view date, const TimeZone& zone);

}  // namespace callside
