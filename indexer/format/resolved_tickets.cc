#include "indexer/format/resolved_tickets.h"

#include <map>

namespace callside {

std::vector<ResolvedTickets> count_resolved(const std::vector<std::uint32_t>& starts,
                                            const std::vector<std::uint32_t>& documents,
                                            const std::vector<std::uint32_t>& ticket_classes) {
  std::vector<ResolvedTickets> resolved;
  std::map<std::uint32_t, std::uint32_t> counts;
  for (std::uint32_t group = 0; group + 1 < starts.size(); ++group) {
    counts.clear();
    bool has_article = false;
    for (std::uint32_t i = starts[group]; i < starts[group + 1]; ++i) {
      const std::uint32_t access_class = ticket_classes[documents[i] - 1];
      has_article = has_article || access_class == kNoTicket;
      if (access_class != kNoTicket) ++counts[access_class];
    }
    if (!has_article) continue;
    for (const auto& [access_class, count] : counts) resolved.push_back({group, access_class, count});
  }
  return resolved;
}

}  // namespace callside
