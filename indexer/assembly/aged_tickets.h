#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "indexer/format/generation.h"
#include "indexer/format/ledger.h"

namespace callside {

// Tickets that became too old since they were indexed, though their records are the same.
struct AgedTickets {
  std::vector<std::uint32_t> numbers;  // of their documents, sorted
  std::int32_t oldest_left = 0;        // Manifest::oldest_ticket of what stays
};

// Marks them too old in the ledger of an update, by which their documents go. `first_day`: whose tickets are
// not too old; none: no ticket is. It looks at no document unless the manifest says that there are such.
AgedTickets leave_out_aged(const Generation& generation, std::optional<std::int32_t> first_day,
                           Ledger& ledger);

}  // namespace callside
