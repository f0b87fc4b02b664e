#include "indexer/config/ticket_age.h"

#include <array>
#include <charconv>
#include <chrono>
#include <utility>

namespace callside {

namespace {

using Unit = TicketAge::Unit;

constexpr int kMaxUnits = 100'000;
constexpr std::array<std::pair<std::string_view, Unit>, 3> kUnits{
    {{"day", Unit::days}, {"month", Unit::months}, {"year", Unit::years}}};

std::optional<Unit> unit_of(std::string_view text) {
  if (text.ends_with('s')) text.remove_suffix(1);
  for (const auto& [name, unit] : kUnits) {
    if (text == name) return unit;
  }
  return std::nullopt;
}

}  // namespace

std::optional<TicketAge> TicketAge::parse(std::string_view text) {
  if (text == "never") return never();
  TicketAge age;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), age.count);
  if (error != std::errc() || age.count < 1 || age.count > kMaxUnits) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  while (text.starts_with(' ')) text.remove_prefix(1);
  const auto unit = unit_of(text);
  if (!unit) return std::nullopt;
  age.unit = *unit;
  return age;
}

std::optional<std::int32_t> TicketAge::first_day(std::int32_t today) const {
  using namespace std::chrono;
  if (unit == Unit::never) return std::nullopt;
  if (unit == Unit::days) return today - count;
  year_month_day day{sys_days{days{today}}};
  day -= months{unit == Unit::years ? count * 12 : count};
  if (!day.ok()) day = day.year() / day.month() / last;
  return static_cast<std::int32_t>(sys_days{day}.time_since_epoch().count());
}

std::string TicketAge::to_text() const {
  if (unit == Unit::never) return "never";
  for (const auto& [name, known] : kUnits) {
    if (known == unit) return std::to_string(count) + " " + std::string(name) + (count == 1 ? "" : "s");
  }
  return {};
}

}  // namespace callside
