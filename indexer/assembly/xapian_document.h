#pragma once

#include <xapian.h>

#include "indexer/assembly/analysed_document.h"
#include "indexer/assembly/weights.h"

namespace callside {

// Returns the Xapian document: weighted terms, filter terms (terms.h), and its HTML as data. Throws Xapian's
// exceptions.
Xapian::Document xapian_document(const AnalysedDocument& document,
                                 const std::vector<TermWeigher::WeightedTerm>& terms);

}  // namespace callside
