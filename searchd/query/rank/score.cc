#include "searchd/query/rank/score.h"

#include <algorithm>
#include <cmath>

namespace callside {

namespace {

// The coefficients of a later suggestion's score: a constant, the log odds of the first one's score, the log
// of its relative weight, and the log of its rank. RANKING.md, Score.
constexpr double kBelowFirst = -0.31;
constexpr double kFirst = 0.31;
constexpr double kRelativeWeight = 2.44;
constexpr double kRank = -1.22;
// Lower bounds that keep the logarithms finite.
constexpr double kMinProbability = 1e-4;
constexpr double kMinRelativeWeight = 1e-3;

}  // namespace

double score_below(double first, double weight, std::size_t rank) {
  const double odds = std::log(std::max(first, kMinProbability) / std::max(1 - first, kMinProbability));
  const double z = kBelowFirst + kFirst * odds +
                   kRelativeWeight * std::log(std::max(weight, kMinRelativeWeight)) +
                   kRank * std::log(static_cast<double>(rank));
  return 1 / (1 + std::exp(-z));
}

}  // namespace callside
