#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace callside {

// Moments as seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
using Moment = std::int64_t;

Moment now();

// "2026-10-01T09:30:00Z".
std::string format_utc(Moment moment);
// The reverse of it; nothing for any other text.
std::optional<Moment> parse_utc(std::string_view text);

class TimeZone;

// A moment as people write it on a command line; it is local to `zone` where the text names no offset:
//
//   2026-10-01T18:00Z  2026-10-01T18:00:30+02:00  2026-10-01 18:00      a moment; seconds may be left out
//   2026-10-01                                                          the end of that day
//   18:00                                                               the next time that it is 18:00
//   +30m  +2h  +3d                                                      from `from` on
//
// Returns nullopt for anything else, for times that do not exist (2026-02-30, 24:01, an hour that the change
// to summer time leaves out), and for years outside 1970 to 9999.
std::optional<Moment> parse_moment(std::string_view text, Moment from, const TimeZone& zone);

}  // namespace callside
