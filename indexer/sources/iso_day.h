#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace callside {

// The day of an ISO 8601 date ("2026-10-01") or timestamp ("2026-10-01T08:30:00Z", also with a space), as it
// is written there: no time zone is applied. Nothing for other forms and for days that no calendar has.
std::optional<std::string> iso_day(std::string_view date);

}  // namespace callside
