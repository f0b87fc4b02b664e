#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "indexer/assembly/reading_pass.h"
#include "indexer/format/generation.h"

namespace callside {

// Decides which record each document is made of when several records have the same kind, id and language,
// which documents delta exports replace or remove, and which documents stay as published because their
// records can no longer be read.
//
//   - Between full sources, the first record wins. The other is a duplicate, and rejected.
//   - A delta export wins over full sources, and its last record over its earlier ones. A document that it
//     added stays when a later export contains other documents, until a full source changes the version that
//     the delta export replaced.
//   - A rejected record's last published version stays, marked stale, if it is known which document the
//   record
//     describes and who may see it, and if the old version shows nothing to readers who may not see the new
//     one.

struct KeptDocument {
  std::uint32_t number = 0;  // in the old generation
  std::uint32_t record = 0;  // in the new ledger
};

struct Resolution {
  std::vector<KeptDocument> kept;      // documents of the old generation that stay, sorted by number
  std::vector<std::uint32_t> removed;  // numbers of its other documents, sorted
  bool superseded = false;             // a record was newly superseded, so the ledger must be written
};

struct ResolveOptions {
  const Generation* old = nullptr;  // the earlier generation, or nullptr
  const Ledger* old_ledger = nullptr;
  std::set<std::uint32_t> unread;       // numbers, in the new ledger, of sources that were not read
  std::vector<std::uint32_t> outdated;  // numbers of old documents that must not stay
};

// Removes documents that lose to others from `reading`, and sets the outcome of each record in its ledger.
// Appends remarks on duplicates. Adds to the remarks on rejected records whether their published version
// stays.
Result<Resolution> resolve(ReadingResult& reading, const ResolveOptions& options);

// Numbers of the ledger's stale documents, sorted.
std::vector<std::uint32_t> stale_documents(const Ledger& ledger);

}  // namespace callside
