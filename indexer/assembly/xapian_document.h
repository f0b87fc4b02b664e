#pragma once

#include <xapian.h>

#include "indexer/assembly/analysed_document.h"
#include "indexer/assembly/weights.h"

namespace callside {

// What Xapian is given of a document: its weighted terms, its filters (terms.h) and its HTML. Throws what
// Xapian throws.
Xapian::Document xapian_document(const AnalysedDocument& document,
                                 const std::vector<TermWeigher::WeightedTerm>& terms);

}  // namespace callside
