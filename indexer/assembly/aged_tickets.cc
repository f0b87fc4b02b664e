#include "indexer/assembly/aged_tickets.h"

#include <algorithm>

#include "indexer/base/day.h"

namespace callside {

AgedTickets mark_aged_tickets(const Generation& generation, std::optional<std::int32_t> first_day,
                              Ledger& ledger) {
  AgedTickets aged;
  aged.oldest_left = generation.manifest().oldest_ticket;
  if (!first_day || aged.oldest_left >= *first_day) return aged;
  aged.oldest_left = kNoTicketDay;
  for (std::uint32_t number = 1; number <= generation.store().size(); ++number) {
    if (!generation.store().has(number)) continue;
    const StoredDocument document = generation.store().document(number);
    if (document.kind() != Kind::ticket) continue;
    // A ticket stores the day on which it was closed as `updated`.
    const std::int32_t closed = parse_day(document.meta().updated).value_or(kNoTicketDay);
    if (closed < *first_day) {
      aged.numbers.push_back(number);
    } else {
      aged.oldest_left = std::min(aged.oldest_left, closed);
    }
  }
  for (LedgerRecord& record : ledger.records) {
    if (record.document == 0) continue;
    if (!std::binary_search(aged.numbers.begin(), aged.numbers.end(), record.document)) continue;
    record.outcome = LedgerRecord::Outcome::too_old;
    record.document = 0;
  }
  return aged;
}

std::int32_t oldest_ticket(const std::vector<SpooledDocument>& documents) {
  std::int32_t oldest = kNoTicketDay;
  for (const SpooledDocument& document : documents) oldest = std::min(oldest, document.closed);
  return oldest;
}

}  // namespace callside
