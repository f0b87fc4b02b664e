#pragma once

#include <vector>

#include "indexer/format/document_store.h"
#include "searchd/query/rank/callers_evidence.h"
#include "searchd/query/reach/reach.h"
#include "searchd/query/retrieve/candidates.h"

namespace callside {

// Applies two kinds of evidence from tickets to the weights of the candidates. The first is what the callers
// of an article say in all of its tickets, learned when the index was built: each weight is multiplied by
// CallersEvidence::factor of its article. The second is how many tickets of an article match this question:
// the best candidate of each group gets the weight of the whole group. A ticket whose article does not exist
// for the reader is a group of its own. Returns true if weights changed; the caller must sort again.
bool weigh_tickets(const CallersEvidence& callers, const Reach& reach, const DocumentStore& store,
                   std::vector<Candidate>& candidates);

}  // namespace callside
