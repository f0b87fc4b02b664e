#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace callside {

// How long tickets are kept after they were closed, as callside.yaml says it: "18 months", "2 years",
// "730 days", "never" (they never become too old). A plain value.
struct TicketAge {
  enum class Unit { days, months, years, never };

  static constexpr const char* kHint = "write, for example, 18 months, 2 years, 730 days, or never";

  int count = 24;
  Unit unit = Unit::months;

  static TicketAge never() { return {0, Unit::never}; }
  // Nothing for any other text, and for less than one or more than 100,000 of a unit.
  static std::optional<TicketAge> parse(std::string_view text);

  // The first day whose tickets are not too old, since 1970-01-01; nothing: none are. Months are the
  // calendar's: a month before 31 March is 28 or 29 February.
  std::optional<std::int32_t> first_day(std::int32_t today) const;
  std::string to_text() const;

  bool operator==(const TicketAge&) const = default;
};

}  // namespace callside
