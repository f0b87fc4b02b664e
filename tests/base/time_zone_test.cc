#include "indexer/base/time_zone.h"

#include <cstdlib>
#include <ctime>

#include "indexer/base/day.h"
#include "tests/support/catch2.h"

using namespace callside;

namespace {

std::string day(const char* zone, const char* moment) {
  return format_day(TimeZone::named(zone)->day_of(*parse_utc(moment)));
}

std::string at(const char* zone, const char* day, Moment seconds) {
  const auto moment = TimeZone::named(zone)->moment_of(*parse_day(day), seconds);
  return moment ? format_utc(*moment) : "-";
}

constexpr Moment kHour = 3600;

}  // namespace

TEST_CASE("one moment falls on different days in different places") {
  const char* moment = "2026-11-29T12:00:00Z";
  CHECK(day("Pacific/Kiritimati", moment) == "2026-11-30");
  CHECK(day("UTC", moment) == "2026-11-29");
  CHECK(day("America/Los_Angeles", moment) == "2026-11-29");
  CHECK(day("America/Los_Angeles", "2026-11-30T07:59:59Z") == "2026-11-29");
  CHECK(day("America/Los_Angeles", "2026-11-30T08:00:00Z") == "2026-11-30");
  CHECK(day("Asia/Kathmandu", "2026-11-29T18:14:59Z") == "2026-11-29");
  CHECK(day("Asia/Kathmandu", "2026-11-29T18:15:00Z") == "2026-11-30");
  // A local day before 1970, where the division must round down.
  CHECK(day("UTC", "1970-01-01T00:00:00Z") == "1970-01-01");
  CHECK(day("America/Los_Angeles", "1970-01-01T00:00:00Z") == "1969-12-31");
}

TEST_CASE("a local time is converted to the moment when clocks show it") {
  CHECK(at("Europe/Ljubljana", "2026-07-01", 12 * kHour) == "2026-07-01T10:00:00Z");
  CHECK(at("Europe/Ljubljana", "2026-12-01", 12 * kHour) == "2026-12-01T11:00:00Z");
  CHECK(at("Pacific/Kiritimati", "2026-12-01", 0) == "2026-11-30T10:00:00Z");
  // Skipped by summer time; shown twice.
  CHECK(at("Europe/Ljubljana", "2026-03-29", 2 * kHour + 1800) == "-");
  CHECK(at("Europe/Ljubljana", "2026-10-25", 2 * kHour + 1800) == "2026-10-25T00:30:00Z");
  // Samoa skipped this whole day when it crossed the date line.
  CHECK(at("Pacific/Apia", "2011-12-30", 12 * kHour) == "-");
  CHECK(at("Pacific/Apia", "2011-12-31", 12 * kHour) == "2011-12-30T22:00:00Z");
}

TEST_CASE("an unknown time zone is an error that suggests the nearest one") {
  const auto hint = [](const char* name) {
    const auto zone = TimeZone::named(name);
    return zone ? "known" : zone.error().hint;
  };
  CHECK(hint("Europe/Ljubljana") == std::string("known"));
  CHECK(hint("UTC") == std::string("known"));
  CHECK(hint("europe/ljubljana") == "did you mean \"Europe/Ljubljana\"?");
  CHECK(hint("Slovenia/Ljubljana") == "did you mean \"Europe/Ljubljana\"?");
  // ICU would accept these names: it makes up a zone or falls back to UTC.
  for (const char* name : {"GMT+3", "+02:00", "Mars/Olympus", "Etc/Unknown", "Europe/", " "}) {
    INFO(name);
    CHECK(hint(name).find("Europe/Ljubljana") != std::string::npos);
  }
}

TEST_CASE("an empty name gives the zone of the machine") {
  ::setenv("TZ", "XXX-14", 1);  // POSIX: 14 hours east
  ::tzset();
  const TimeZone zone = *TimeZone::named("");
  CHECK(zone.name().empty());
  CHECK(format_day(zone.day_of(*parse_utc("2026-11-29T12:00:00Z"))) == "2026-11-30");
  ::unsetenv("TZ");
  ::tzset();
}
