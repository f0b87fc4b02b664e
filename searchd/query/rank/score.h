#pragma once

#include <cstddef>

#include "searchd/query/rank/callers_evidence.h"
#include "searchd/query/rank/ranking.h"
#include "searchd/query/understand/question.h"

namespace callside {

// The probability that a result answers the question, on the same scale for every question and index: of the
// results with a score of 0.3, three in ten are right. Results are not ordered by it.
//
// A logistic regression over three features that exist in any index: the share of the question's weight that
// the document covers, the share of words that no document has, and the article's probability by its tickets,
// times the hit rate on trial (callers_words.h). RANKING.md, Score, has the data it was fitted to, and
// its error.

// Scores below this are not worth reading. The same threshold for all indexes. RANKING.md, Score.
inline constexpr double kGoodScore = 0.1;

// Score of the first result. `matched`: the document that gave the result its rank; `coverage`: its
// RankParts.
double score_of(double coverage, const StoredDocument& matched, const Question& question,
                const MatchTable& matches, const CallersEvidence& callers, double documents);

// Score of a result at `rank` 2 or more. `as_first`: its score if it were first; `weight`: relative to the
// weight of the first result. RANKING.md, Score.
double score_below(double as_first, double weight, std::size_t rank);

}  // namespace callside
