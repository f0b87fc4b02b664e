#pragma once

#include "indexer/format/generation.h"
#include "searchd/query/present/collapse.h"
#include "searchd/query/rank/callers_evidence.h"
#include "searchd/query/rank/readings.h"
#include "searchd/query/reach/reach.h"
#include "searchd/query/suggester.h"
#include "searchd/query/understand/lexicon.h"

namespace callside {

// Explains why a result has its rank: which words of the document that gave the rank match which words of the
// question. It reveals only what is in that document and in the question. Reads the document once more, so it
// is made only on request.
Explanation explain(const Collapsed& result, const Generation& generation, const Lexicon& lexicon,
                    const QuestionReading& reading, const CallersEvidence& callers, const Reach& reach);

}  // namespace callside
