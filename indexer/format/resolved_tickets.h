#pragma once

#include <cstdint>
#include <vector>

#include "indexer/format/document_store.h"

namespace callside {

// How many tickets articles resolved, for a store to be: counted once, when it is written, so that whoever
// reads need not look at the tickets. By group and access class; groups without an article have none.
// `starts`, `documents`: the numbers of each group's documents, group by group. `ticket_classes`: by number
// less one, as StoreSegmentWriter has them.
std::vector<ResolvedTickets> count_resolved(const std::vector<std::uint32_t>& starts,
                                            const std::vector<std::uint32_t>& documents,
                                            const std::vector<std::uint32_t>& ticket_classes);

}  // namespace callside
