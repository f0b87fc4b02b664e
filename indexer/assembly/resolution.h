#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "indexer/assembly/reading_pass.h"
#include "indexer/format/generation.h"

namespace callside {

// What becomes of the records that were read: which document stands where several records say the same (kind,
// id, language), what delta exports replace and remove, and which documents stay as they were published,
// since their records can't be read any more.
//
//   - Of two full sources, the record that stands first; the other is a duplicate, and rejected.
//   - A delta export goes before full sources, and of its own records the last one stands. What it brought
//     stays when it brings something else the next time, until a full source has the document in another form
//     than the one that it replaced.
//   - A rejected record's last published version stays, marked stale, where it is known which document the
//     record is and who may see it, and nobody sees the old version who may not see the new one.

struct KeptDocument {
  std::uint32_t number = 0;  // in the old generation
  std::uint32_t record = 0;  // in the new ledger
};

struct Resolution {
  std::vector<KeptDocument> kept;      // documents of the old generation that stay; by number
  std::vector<std::uint32_t> removed;  // the others; sorted
  bool superseded = false;             // a record gave way that had not before: the ledger has to say so
};

struct ResolveOptions {
  const Generation* old = nullptr;  // what there is; nullptr: nothing
  const Ledger* old_ledger = nullptr;
  std::set<std::uint32_t> unread;       // sources that were not read now, as the new ledger numbers them
  std::vector<std::uint32_t> outdated;  // numbers of the old generation's documents that must not stay
};

// Takes out of `reading` the documents that give way to others, and says what became of each record in its
// ledger. Remarks on duplicates come last; what is rejected is told what became of its published version.
Result<Resolution> resolve(ReadingResult& reading, const ResolveOptions& options);

// The documents that the ledger has as stale, sorted.
std::vector<std::uint32_t> stale_documents(const Ledger& ledger);

}  // namespace callside
