#pragma once

#include <vector>

#include "indexer/schema/document_store.h"
#include "searchd/query/callers_evidence.h"
#include "searchd/query/candidates.h"
#include "searchd/query/reach.h"

namespace callside {

// Tickets speak for their article twice: by what its callers say in all of them, learned when the index was
// built, and by how many of them are near to this question. Changes the candidates' weights: each is
// multiplied by CallersEvidence::factor of its article, and the best candidate of each group gets the weight
// of all together; tickets whose article does not exist for the reader are each a group of their own. Returns
// true if weights changed: then they are no longer sorted.
bool weigh_tickets(const CallersEvidence& callers, const Reach& reach, const DocumentStore& store,
                   std::vector<Candidate>& candidates);

}  // namespace callside
