#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/base/time_zone.h"

namespace callside {

// The day of an ISO 8601 date ("2026-10-01") or timestamp ("2026-10-01T08:30:00Z", also with a space). A
// timestamp in UTC is a program's: its day is the one that the moment falls on in `zone`. Any other is taken
// as it is written, since whoever wrote an offset, or none, wrote the day of the place. Nothing for other
// forms and for days that no calendar has.
std::optional<std::string> iso_day(std::string_view date, const TimeZone& zone);

}  // namespace callside
