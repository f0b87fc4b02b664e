#include "indexer/config/ticket_age.h"

#include "indexer/base/day.h"
#include "tests/support/catch2.h"

using namespace callside;

namespace {

std::string first_day(const char* age, const char* today) {
  const auto parsed = TicketAge::parse(age);
  REQUIRE(parsed);
  const auto day = parsed->first_day(*parse_day(today));
  return day ? format_day(*day) : "none";
}

}  // namespace

TEST_CASE("a ticket age is counted back by the calendar") {
  CHECK(first_day("18 months", "2026-11-22") == "2025-05-22");
  CHECK(first_day("2 years", "2026-11-22") == "2024-11-22");
  CHECK(first_day("1 year", "2028-02-29") == "2027-02-28");
  CHECK(first_day("1 month", "2026-03-31") == "2026-02-28");
  CHECK(first_day("730 days", "2026-11-22") == "2024-11-22");
  CHECK(first_day("1day", "2026-01-01") == "2025-12-31");
  CHECK(first_day("never", "2026-11-22") == "none");
  CHECK(TicketAge{}.to_text() == "24 months");
}

TEST_CASE("an invalid ticket age is refused") {
  for (const char* text : {"", "18", "months", "0 months", "-2 years", "1.5 years", "2 weeks", "2 years old",
                           "Never", "100001 days"}) {
    INFO(text);
    CHECK_FALSE(TicketAge::parse(text));
  }
}
