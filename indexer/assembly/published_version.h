#pragma once

#include <cstdint>
#include <string>

#include "indexer/assembly/reading_pass.h"
#include "indexer/format/generation.h"

namespace callside {

// The last published version of a record that was rejected, and whether it may stay.
struct PublishedVersion {
  std::uint32_t number = 0;  // of its document; 0: there is none, or it is not known which
  std::string key;           // document_term()
  bool may_stay = false;
  std::string why_not;
};

// Finds them in a generation. One thread; all that it is given must outlive it. Its functions throw what
// Xapian throws.
class PublishedVersions {
 public:
  // `old_ledger`: the generation's; nullptr: not known.
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

// Whether somebody would see a stored document who may not see what replaces it: other readers or brands, a
// document that is archived now, days on which it is not valid any more.
bool shows_more(const Generation& generation, std::uint32_t number, const Document& replacement);

}  // namespace callside
