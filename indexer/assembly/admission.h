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

// Decides which valid documents may enter an index: forgotten documents and tickets that are too old may not.
// Immutable; any thread may use it.
class Admission {
 public:
  Admission(const BarList& list, BarHashes hashes, std::optional<std::int32_t> first_day);

  // Reads the bars of an index. Fails if they may be incomplete: they were hashed with another secret, or
  // there are fewer than when the published generation was made. `today`: days since 1970-01-01.
  static Result<Admission> open(const IndexFolder& folder, const std::string& secret,
                                TicketAge ticket_max_age, std::int32_t today);

  // Returns indexed, forgotten or too_old.
  LedgerRecord::Outcome judge(const Document& document) const;

  // True if a document that is already indexed must be forgotten. `subject`: hash of the subject reference,
  // or empty. `closed`: as in Document.
  bool is_forgotten(Kind kind, std::string_view id, std::string_view subject, std::string_view closed) const;

 private:
  bool is_barred(const std::string& subject, std::string_view closed) const;

  BarHashes hashes_;
  std::optional<std::int32_t> first_day_;  // tickets closed before it are too old
  std::unordered_set<std::string> documents_;
  std::unordered_map<std::string, std::int32_t> subjects_;  // tickets closed up to this day are barred
};

}  // namespace callside
