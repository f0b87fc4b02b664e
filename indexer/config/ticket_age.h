#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace callside {

// The maximum age of tickets, counted from the day they were closed: "18 months", "2 years", "730 days" or
// "never" (no limit). A plain value.
struct TicketAge {
  enum class Unit { days, months, years, never };

  static constexpr const char* kHint = "write, for example, 18 months, 2 years, 730 days, or never";

  int count = 24;
  Unit unit = Unit::months;

  static TicketAge never() { return {0, Unit::never}; }
  // Returns nullopt for any other text, and for counts outside 1 to 100,000.
  static std::optional<TicketAge> parse(std::string_view text);

  // Returns the earliest day of closing, in days since 1970-01-01, that is not too old; nullopt if there is
  // no limit. Counts calendar months: a month before 31 March is 28 or 29 February.
  std::optional<std::int32_t> first_day(std::int32_t today) const;
  std::string to_text() const;

  bool operator==(const TicketAge&) const = default;
};

}  // namespace callside
