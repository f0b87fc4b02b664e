#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "indexer/assembly/bar_hashes.h"
#include "indexer/config/ticket_age.h"
#include "indexer/format/document.h"
#include "indexer/format/ledger.h"

namespace callside {

// Which documents may enter an index, of those that are sound: none that was forgotten, and no ticket that is
// too old. Immutable; any thread.
class Admission {
 public:
  Admission(const BarList& list, BarHashes hashes, std::optional<std::int32_t> first_day);

  // By the bars of an index. It fails where they can't be trusted to be all there are: hashed with another
  // secret, or fewer than the published generation was made under.
  static Result<Admission> open(const IndexFolder& folder, const std::string& secret,
                                TicketAge ticket_max_age, std::int32_t today);

  // indexed, forgotten or too_old.
  LedgerRecord::Outcome judge(const Document& document) const;

  // The same of a document that is indexed already. `subject`: its hash, or empty; `closed`: as in Document.
  bool is_forgotten(Kind kind, std::string_view id, std::string_view subject, std::string_view closed) const;

 private:
  bool is_barred(const std::string& subject, std::string_view closed) const;

  BarHashes hashes_;
  std::optional<std::int32_t> first_day_;  // whose tickets are not too old
  std::unordered_set<std::string> documents_;
  std::unordered_map<std::string, std::int32_t> subjects_;  // the last day of the tickets that stay out
};

}  // namespace callside
