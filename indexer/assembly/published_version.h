#pragma once

#include <cstdint>
#include <string>

#include "indexer/assembly/reading_pass.h"
#include "indexer/format/generation.h"

namespace callside {

// The last published version of a rejected record.
struct PublishedVersion {
  std::uint32_t number = 0;  // document number; 0 if there is none, or it is unknown which one it is
  std::string key;           // document_term()
  bool may_stay = false;     // true if keeping it shows nothing to readers who may not see the new record
  std::string why_not;       // if it may not stay
};

// Finds published versions in a generation. One thread. All arguments must outlive it. Its functions throw
// Xapian's exceptions.
class PublishedVersions {
 public:
  // `old_ledger`: of the generation; may be nullptr.
  PublishedVersions(const Generation& old, const Xapian::Database& database, const Ledger* old_ledger,
                    const Ledger& ledger)
      : old_(old), database_(database), old_ledger_(old_ledger), ledger_(ledger) {}

  PublishedVersion of(const RejectedRecord& record) const;

 private:
  PublishedVersion version(std::uint32_t number) const;
  std::uint32_t number_of(const Document& intended) const;
  const LedgerFile* single_document_file(const LedgerFile& file, std::uint32_t& number) const;

  const Generation& old_;
  const Xapian::Database& database_;
  const Ledger* old_ledger_;
  const Ledger& ledger_;
};

// True if somebody could see the stored document who may not see its replacement: the replacement has fewer
// audiences or brands, is archived, or is valid on fewer days.
bool shows_more(const Generation& generation, std::uint32_t number, const Document& replacement);

}  // namespace callside
