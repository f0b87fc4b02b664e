#pragma once

#include <cstddef>

#include "indexer/format/calibration.h"

namespace callside {

// The probability that a suggestion answers the question, on the same scale for every question and index: of
// the suggestions with a score of 0.3, three in ten are right. Suggestions are not ordered by it. It is the
// product of two probabilities: that the question is about what the index holds, and that the suggestion is
// its answer then. RANKING.md, Score.

// A question is answered with "nothing good" if it is less likely than this about what the index holds. The
// same threshold for all indexes. RANKING.md, Score.
inline constexpr double kMinScope = 0.35;

// A question that is as similar as this to small talk is none. RANKING.md, Score.
inline constexpr double kSmallTalk = 0.75;

// Is the question, given its first suggestion, about what the index holds?
inline double scope_of(const ScoreModel& model, const ScoreFeatures& features) {
  return probability_of(model.scope, features);
}

// Score of the first suggestion.
inline double score_of(const ScoreModel& model, const ScoreFeatures& features) {
  return scope_of(model, features) * probability_of(model.right, features);
}

// Score of the suggestion at `rank` 2 or more. `first`: score of the first one; `weight`: relative to the
// first's. RANKING.md, Score.
double score_below(double first, double weight, std::size_t rank);

}  // namespace callside
