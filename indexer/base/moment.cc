#include "indexer/base/moment.h"

#include <charconv>
#include <chrono>
#include <ctime>

#include "indexer/base/day.h"
#include "indexer/base/time_zone.h"

namespace callside {

namespace {

constexpr Moment kMinute = 60;
constexpr Moment kHour = 60 * kMinute;
constexpr Moment kDay = 24 * kHour;

// Consumes a number of exactly `digits` digits from the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
  int value = 0;
  if (text.size() < digits) return std::nullopt;
  const auto parsed = std::from_chars(text.data(), text.data() + digits, value);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + digits || text[0] == '-') return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// Consumes "18:00" or "18:00:30" and returns it in seconds since midnight.
std::optional<Moment> take_clock(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  int second = 0;
  if (minute && take(text, ':')) {
    const auto seconds = take_digits(text, 2);
    if (!seconds) return std::nullopt;
    second = *seconds;
  }
  if (!minute || *hour > 23 || *minute > 59 || second > 59) return std::nullopt;
  return *hour * kHour + *minute * kMinute + second;
}

// Parses "Z", "+02:00", "-0530" or an empty text. The outer optional is nullopt if the text is malformed; the
// inner one is nullopt if there is no offset. Seconds east of UTC.
std::optional<std::optional<Moment>> read_offset(std::string_view text) {
  if (text.empty()) return std::optional<Moment>();
  if (text == "Z" || text == "z") return std::optional<Moment>(0);
  const bool west = text.front() == '-';
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto hours = take_digits(text, 2);
  take(text, ':');
  const auto minutes = text.empty() ? std::optional<int>(0) : take_digits(text, 2);
  if (!hours || !minutes || !text.empty() || *hours > 14 || *minutes > 59) return std::nullopt;
  const Moment offset = *hours * kHour + *minutes * kMinute;
  return std::optional<Moment>(west ? -offset : offset);
}

// Parses the "2h" of "+2h" and adds it to `from`.
std::optional<Moment> read_span(std::string_view text, Moment from) {
  std::uint32_t count = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), count);
  if (parsed.ec != std::errc() || parsed.ptr + 1 != text.data() + text.size() || count > 1'000'000)
    return std::nullopt;
  switch (*parsed.ptr) {
    case 'm':
      return from + count * kMinute;
    case 'h':
      return from + count * kHour;
    case 'd':
      return from + count * kDay;
    default:
      return std::nullopt;
  }
}

// Parses "18:00" as the first such time after `from`, today or on one of the next two days: summer time may
// skip tomorrow's.
std::optional<Moment> next_clock(std::string_view text, Moment from, const TimeZone& zone) {
  const auto clock = take_clock(text);
  if (!clock || !text.empty()) return std::nullopt;
  for (std::int32_t day = zone.day_of(from), last = day + 2; day <= last; ++day) {
    const auto moment = zone.moment_of(day, *clock);
    if (moment && *moment > from) return moment;
  }
  return std::nullopt;
}

}  // namespace

Moment now() { return static_cast<Moment>(std::time(nullptr)); }

std::string format_utc(Moment moment) {
  const auto time = static_cast<std::time_t>(moment);
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

std::string now_utc() { return format_utc(now()); }

std::optional<Moment> parse_utc(std::string_view text) {
  const auto moment = parse_moment(text, 0, TimeZone());
  if (!moment || format_utc(*moment) != text) return std::nullopt;
  return moment;
}

std::optional<Moment> parse_moment(std::string_view text, Moment from, const TimeZone& zone) {
  if (take(text, '+')) return read_span(text, from);
  if (text.size() < 10 || text[4] != '-') return next_clock(text, from, zone);
  const auto day = parse_day(text.substr(0, 10));
  if (!day || *day < 0) return std::nullopt;
  text.remove_prefix(10);
  if (text.empty()) {
    // Summer time may skip the following midnight. Then use the last second of the day.
    const auto next = zone.moment_of(*day + 1, 0);
    return next ? next : zone.moment_of(*day, kDay - 1);
  }
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
  const auto clock = take_clock(text);
  const auto offset = clock ? read_offset(text) : std::nullopt;
  if (!offset) return std::nullopt;
  if (!*offset) return zone.moment_of(*day, *clock);
  return Moment{*day} * kDay + *clock - **offset;
}

}  // namespace callside
