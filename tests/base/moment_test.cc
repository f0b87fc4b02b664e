#include "indexer/base/moment.h"

#include <cstdlib>
#include <ctime>

#include "indexer/base/time_zone.h"
#include "tests/support/catch2.h"

using namespace callside;

namespace {

// Sets TZ for this process and restores it in the destructor.
class ScopedZone {
 public:
  explicit ScopedZone(const char* name) {
    if (const char* was = std::getenv("TZ")) before_ = was;
    set(name);
  }
  ScopedZone(const ScopedZone&) = delete;
  ScopedZone& operator=(const ScopedZone&) = delete;
  ~ScopedZone() { before_.empty() ? unset() : set(before_.c_str()); }

 private:
  static void set(const char* name) {
    ::setenv("TZ", name, 1);
    ::tzset();
  }
  static void unset() {
    ::unsetenv("TZ");
    ::tzset();
  }
  std::string before_;
};

// The rule of central Europe in POSIX form, which needs no time zone database.
constexpr const char* kLjubljana = "CET-1CEST,M3.5.0,M10.5.0/3";

std::string read(std::string_view text, std::string_view from = "2026-10-01T10:00:00Z") {
  const auto moment = parse_moment(text, *parse_utc(from), TimeZone());
  return moment ? format_utc(*moment) : "-";
}

}  // namespace

TEST_CASE("moments are parsed in every form that people write") {
  const ScopedZone zone(kLjubljana);
  CHECK(read("2026-10-01T18:00Z") == "2026-10-01T18:00:00Z");
  CHECK(read("2026-10-01T18:00:30+02:00") == "2026-10-01T16:00:30Z");
  CHECK(read("2026-10-01T18:00-0530") == "2026-10-01T23:30:00Z");
  CHECK(read("2026-10-01t18:00z") == "2026-10-01T18:00:00Z");
  // Local time: two hours ahead of UTC in summer, one in winter.
  CHECK(read("2026-10-01 18:00") == "2026-10-01T16:00:00Z");
  CHECK(read("2026-12-01T18:00") == "2026-12-01T17:00:00Z");
  // A day means its end.
  CHECK(read("2026-10-01") == "2026-10-01T22:00:00Z");
  // A time of day is the next one after `from`.
  CHECK(read("18:00") == "2026-10-01T16:00:00Z");
  CHECK(read("12:00") == "2026-10-02T10:00:00Z");
  CHECK(read("12:01") == "2026-10-01T10:01:00Z");
  CHECK(read("00:00") == "2026-10-01T22:00:00Z");
  CHECK(read("+30m") == "2026-10-01T10:30:00Z");
  CHECK(read("+2h") == "2026-10-01T12:00:00Z");
  CHECK(read("+3d") == "2026-10-04T10:00:00Z");
}

TEST_CASE("a time that summer time skips does not exist, and the next one is tomorrow") {
  const ScopedZone zone(kLjubljana);
  CHECK(read("2026-03-29T02:30") == "-");
  CHECK(read("02:30", "2026-03-29T00:30:00Z") == "2026-03-30T00:30:00Z");
}

TEST_CASE("malformed moments are rejected") {
  for (const char* text : {"",
                           "+",
                           "+h",
                           "+2",
                           "+2w",
                           "+-2h",
                           "+2hh",
                           "2h",
                           "-2h",
                           "tomorrow",
                           "2026-02-30",
                           "2026-10-01T",
                           "24:00",
                           "18:60",
                           "18",
                           "8:00",
                           "18:00:",
                           "18:00:60",
                           "2026-10-01T18",
                           "2026-10-01T18:00+2",
                           "2026-10-01T18:00 Z",
                           "2026-10-01T18:00+15:00",
                           "2026-10-01T18:00Zx",
                           "1969-12-31",
                           "+99999999d",
                           "2026-10-01T-1:00",
                           " 18:00"}) {
    INFO(text);
    CHECK(read(text) == "-");
  }
}

TEST_CASE("a formatted moment parses to itself") {
  for (const Moment moment : {Moment{0}, Moment{1'790'000'000}, Moment{253'402'300'799}}) {
    CHECK(parse_utc(format_utc(moment)) == moment);
  }
  CHECK_FALSE(parse_utc("2026-10-01"));
  CHECK_FALSE(parse_utc("2026-10-01T18:00Z"));
  CHECK_FALSE(parse_utc("+2h"));
}
