#pragma once

#include <xapian.h>

#include "indexer/assembly/analysed_document.h"
#include "indexer/assembly/weights.h"

namespace callside {

// Returns the Xapian document. An article has its weighted terms, filter terms (terms.h), and its HTML as
// data. A ticket only has the terms by which it is looked up, because its words are in the ticket index
// (ticket_index.h) and its HTML is made from its blocks (block_html.h). `texts`: TermWeigher::terms(). Throws
// Xapian's exceptions.
Xapian::Document xapian_document(const AnalysedDocument& document, const std::vector<WeightedTerm>& terms,
                                 const std::vector<std::string>& texts);

}  // namespace callside
