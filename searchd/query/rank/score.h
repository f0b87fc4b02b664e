#pragma once

#include <cstddef>

#include "searchd/query/rank/callers_evidence.h"
#include "searchd/query/rank/ranking.h"
#include "searchd/query/understand/question.h"

namespace callside {

// How likely a result answers the question, 0 to 1, the same scale for every question and every index: of the
// results that get 0.3, three in ten are right. Not what results are ordered by.
//
// A logistic regression over what tells of it in any index: the share of the question's weight that the
// document has, the share that is in no word of the index, and how likely the callers' words make its
// article, as far as these could be trusted on trial (callers_words.h). Its coefficients were fitted to the
// first results of the judged dev sets, each set of questions with the same weight, and to questions that
// other indexes' documents answer; FORMAT.md has how well that holds for each of them.

// The least of an answer that is worth reading. One threshold for all indexes.
inline constexpr double kGoodScore = 0.1;

// Of the first result. `matched`: the document that gave the result its rank, `coverage` (RankParts) of it.
double score_of(double coverage, const StoredDocument& matched, const Question& question,
                const MatchTable& matches, const CallersEvidence& callers, double documents);

// Of one that stands behind the first: what it would be there, its weight against the first's, and its rank,
// from
// 2. Fitted to the second to fifth results of the same questions, of which .10, .04, .03 and .02 are right.
double score_behind(double as_first, double weight, std::size_t rank);

}  // namespace callside
