#include "searchd/query/rank/score.h"

#include <algorithm>
#include <cmath>

#include "searchd/query/retrieve/term_weight.h"

namespace callside {

namespace {

// The coefficients of the first result's score: a constant, the share of the question's weight that the
// document covers, and the share of words that no document has. RANKING.md, Score.
constexpr double kConstant = -2.16;
constexpr double kCovered = 2.82;
constexpr double kUnknown = -1.81;
// Coefficients of the article's probability by its tickets and of a constant, both times the hit rate on
// trial questions.
constexpr double kCallers = 5.43;
constexpr double kOtherArticle = -2.01;
// The coefficients of a later result's score: a constant, the log odds of its score if it were first, the log
// of its relative weight, and the log of its rank. RANKING.md, Score.
constexpr double kBelowFirst = -0.83;
constexpr double kAsFirst = 0.37;
constexpr double kRelativeWeight = 0.63;
constexpr double kRank = -1.39;
// Lower bounds that keep the logarithms finite.
constexpr double kMinProbability = 1e-4;
constexpr double kMinRelativeWeight = 1e-3;

// Weight of the question's words that no document has; the question may be about these.
double unknown_weight(const Question& question, double documents) {
  double weight = 0;
  for (const UnsearchedWord& word : question.unsearched) {
    if (word.why == UnsearchedWord::Why::unknown && !word.stop) weight += rarity(0, documents);
  }
  return weight;
}

}  // namespace

double score_of(double coverage, const StoredDocument& matched, const Question& question,
                const MatchTable& matches, const CallersEvidence& callers, double documents) {
  const double known = matches.total_weight();
  const double unknown = unknown_weight(question, documents);
  if (known + unknown <= 0) return 0;
  const std::string_view article = matched.kind() == Kind::article ? matched.id() : matched.article();
  const double trust = callers.has_evidence() ? callers.trust() : 0;
  const double z = kConstant + kCovered * coverage * known / (known + unknown) +
                   kUnknown * unknown / (known + unknown) +
                   trust * (kCallers * callers.probability(article) + kOtherArticle);
  return 1 / (1 + std::exp(-z));
}

double score_below(double as_first, double weight, std::size_t rank) {
  const double as_odds =
      std::log(std::max(as_first, kMinProbability) / std::max(1 - as_first, kMinProbability));
  const double z = kBelowFirst + kAsFirst * as_odds +
                   kRelativeWeight * std::log(std::max(weight, kMinRelativeWeight)) +
                   kRank * std::log(static_cast<double>(rank));
  return 1 / (1 + std::exp(-z));
}

}  // namespace callside
