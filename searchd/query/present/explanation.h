#pragma once

#include "indexer/format/generation.h"
#include "searchd/query/present/collapse.h"
#include "searchd/query/rank/callers_evidence.h"
#include "searchd/query/rank/readings.h"
#include "searchd/query/reach/reach.h"
#include "searchd/query/suggester.h"
#include "searchd/query/understand/lexicon.h"

namespace callside {

// Why a result stands where it does, in terms of the document that gave the rank. It says nothing but what is
// in that document, which the reader may see, and in the question, which holds only words that the reader may
// know. Made only where it is asked for: it walks the document once more.
Explanation explain(const Collapsed& result, const Generation& generation, const Lexicon& lexicon,
                    const QuestionReading& reading, const CallersEvidence& callers, const Reach& reach);

}  // namespace callside
