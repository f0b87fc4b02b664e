#pragma once

#include <vector>

#include "indexer/format/document_store.h"

namespace callside {

// Cuts a document's blocks into passages: pieces that an agent can read aloud at a glance. A heading begins a
// passage and names it; a numbered list stays whole as far as that is possible; every block but the headings
// is in exactly one. Of a ticket, only the resolution is cut: it is the answer (where it is empty, the
// question).
std::vector<StoredPassage> cut_passages(Kind kind, const std::vector<StoredBlock>& blocks);

}  // namespace callside
