#pragma once

#include <cstddef>
#include <string_view>

#include "indexer/base/error.h"

namespace callside {

// How a gate names tickets of the index as what it judges by, in place of a file: "tickets:200".

// The most that may be asked for; each is a question that is asked twice.
inline constexpr std::size_t kMostGateTickets = 100'000;

// How many tickets the text names; 0: it names a file. An error where it means tickets, and no number.
Result<std::size_t> gate_tickets(std::string_view text);

}  // namespace callside
