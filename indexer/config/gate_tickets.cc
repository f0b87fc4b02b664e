#include "indexer/config/gate_tickets.h"

#include <charconv>
#include <string>

#include "indexer/base/utf8.h"

namespace callside {

Result<std::size_t> gate_tickets(std::string_view text) {
  constexpr std::string_view kPrefix = "tickets:";
  if (!text.starts_with(kPrefix)) return std::size_t{0};
  const std::string_view number = text.substr(kPrefix.size());
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), count);
  if (error == std::errc() && end == number.data() + number.size() && count > 0 && count <= kMaxGateTickets)
    return count;
  return fail(
      ErrorCode::usage,
      "the gate " + repair_utf8(text.substr(0, 40)) + " needs a number of tickets from 1 to " +
          std::to_string(kMaxGateTickets),
      "write, for example, tickets:200; for a file of that name, write ./" + repair_utf8(text.substr(0, 40)));
}

}  // namespace callside
