#pragma once

#include <string>

#include "indexer/assembly/reading_pass.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/manifest.h"

namespace callside {

// What a build or an update keeps of what was not admitted (admission.h).

// Counts it in the manifest, enters the bars that it was made under and the oldest ticket, if an older one
// was read, and takes out of the ledger what would tell of forgotten records: their digests, and the names of
// files that hold nothing else. Such a file is read anew each time. After the documents were written.
Result<void> record_left_out(const IndexFolder& folder, ReadingResult& reading, Manifest& manifest);

// The last of it alone.
void strip_forgotten(Ledger& ledger);

// "; left out: 2 forgotten, 14 too old", or nothing.
std::string left_out_text(const Ledger& ledger);

}  // namespace callside
