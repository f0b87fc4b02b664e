#pragma once

#include <cstddef>
#include <string_view>

#include "indexer/base/error.h"

namespace callside {

// Parses a gate that uses tickets of the index as judgements, in place of a file: "tickets:200".

// Maximum number of tickets. Each is a question that is asked twice.
inline constexpr std::size_t kMaxGateTickets = 100'000;

// Returns the number of tickets, or 0 if the text names a file. Returns an error for a malformed number.
Result<std::size_t> gate_tickets(std::string_view text);

}  // namespace callside
