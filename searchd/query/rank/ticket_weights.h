#pragma once

#include <vector>

#include "indexer/format/document_store.h"
#include "searchd/query/rank/callers_evidence.h"
#include "searchd/query/reach/reach.h"
#include "searchd/query/retrieve/candidates.h"

namespace callside {

// Applies two kinds of evidence from tickets to the weights of the candidates. First, each weight is
// multiplied by CallersEvidence::factor of its article, which was learned from all of its tickets when the
// index was built. Second, the best candidate of each group gets the combined weight of the article and the
// tickets that match this question. A ticket whose article does not exist for the reader is a group of its
// own. Returns true if weights changed; the caller must sort again. RANKING.md, Tickets.
bool weigh_tickets(const CallersEvidence& callers, const Reach& reach, const DocumentStore& store,
                   std::vector<Candidate>& candidates);

}  // namespace callside
