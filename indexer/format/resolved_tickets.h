#pragma once

#include <cstdint>
#include <vector>

#include "indexer/format/document_store.h"

namespace callside {

// Counts the tickets that each group's article resolved, by group and access class. Done once, when a store
// is written, so that readers need not look at the tickets. Groups without an article have no counts.
// `starts` and `documents` hold the document numbers of each group, group by group. `ticket_classes` is
// indexed by number - 1; see StoreSegmentWriter::ticket_classes().
std::vector<ResolvedTickets> count_resolved(const std::vector<std::uint32_t>& starts,
                                            const std::vector<std::uint32_t>& documents,
                                            const std::vector<std::uint32_t>& ticket_classes);

}  // namespace callside
