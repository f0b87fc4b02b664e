#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "indexer/assembly/reading_pass.h"
#include "indexer/format/generation.h"
#include "indexer/format/ledger.h"

namespace callside {

// Tickets that became too old after they were indexed, although their records did not change.
struct AgedTickets {
  std::vector<std::uint32_t> numbers;  // document numbers, sorted
  std::int32_t oldest_left = 0;        // Manifest::oldest_ticket of the documents that stay
};

// Finds the aged tickets of `generation` and marks them too old in the ledger of an update, which removes
// their documents. Tickets closed before `first_day` are too old; without it, no ticket is. Reads no document
// unless the manifest's oldest ticket is too old.
AgedTickets mark_aged_tickets(const Generation& generation, std::optional<std::int32_t> first_day,
                              Ledger& ledger);

// The earliest day on which one of these tickets was closed; kNoTicketDay without any.
std::int32_t oldest_ticket(const std::vector<SpooledDocument>& documents);

}  // namespace callside
