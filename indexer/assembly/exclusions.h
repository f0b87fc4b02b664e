#pragma once

#include <string>

#include "indexer/assembly/reading_pass.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/manifest.h"

namespace callside {

// Records that were read but not indexed: forgotten documents and tickets that are too old (admission.h),
// drafts and hidden articles.

// Counts excluded records in the manifest, and records the current bars and the oldest ticket there. Strips
// forgotten records from the ledger. Call it after the documents were written.
Result<void> record_exclusions(const IndexFolder& folder, ReadingResult& reading, Manifest& manifest);

// Removes from the ledger what could identify forgotten records: their digests, and the names of files that
// hold nothing else. Later updates read such a file again each time.
void strip_forgotten(Ledger& ledger);

// Returns "; left out: 2 forgotten, 14 tickets that are too old", or "" if no record was excluded.
std::string exclusions_text(const Ledger& ledger);

}  // namespace callside
