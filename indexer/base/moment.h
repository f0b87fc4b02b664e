#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace callside {

// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
using Moment = std::int64_t;

Moment now();

// Formats a moment as "2026-10-01T09:30:00Z".
std::string format_utc(Moment moment);
std::string now_utc();
// The reverse of format_utc(). Returns nullopt for any other text.
std::optional<Moment> parse_utc(std::string_view text);

class TimeZone;

// Parses a moment as people write it on a command line. A text without an offset is local time in `zone`:
//
//   2026-10-01T18:00Z  2026-10-01T18:00:30+02:00  2026-10-01 18:00      a moment; seconds are optional
//   2026-10-01                                                          the end of that day
//   18:00                                                               the next time it is 18:00 after
//   `from` +30m  +2h  +3d                                                      this long after `from`
//
// Returns nullopt for anything else, for times that do not exist (2026-02-30, 24:01, an hour skipped by the
// change to summer time), and for years outside 1970 to 9999.
std::optional<Moment> parse_moment(std::string_view text, Moment from, const TimeZone& zone);

}  // namespace callside
