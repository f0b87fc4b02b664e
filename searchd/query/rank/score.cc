#include "searchd/query/rank/score.h"

#include <algorithm>
#include <cmath>

#include "searchd/query/retrieve/term_weight.h"

namespace callside {

namespace {

constexpr double kAtNothing = -2.16;
constexpr double kCovered = 2.82;
constexpr double kUnknown = -1.81;
// Of what callers said, times the share of questions on trial for which that was right: where the article is
// certain, and where another is.
constexpr double kCallers = 5.43;
constexpr double kOtherArticle = -2.01;

// The weight of the words that no document has: they may be what it was all about.
double unknown_weight(const Question& question, double documents) {
  double weight = 0;
  for (const LeftOutWord& word : question.left_out) {
    if (word.why == LeftOutWord::Why::unknown && !word.stop) weight += rarity(0, documents);
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
  const double trusted = callers.speaks() ? callers.hit_rate() : 0;
  const double z = kAtNothing + kCovered * coverage * known / (known + unknown) +
                   kUnknown * unknown / (known + unknown) +
                   trusted * (kCallers * callers.chance(article) + kOtherArticle);
  return 1 / (1 + std::exp(-z));
}

double score_behind(double as_first, double weight, std::size_t rank) {
  const double as_odds = std::log(std::max(as_first, 1e-4) / std::max(1 - as_first, 1e-4));
  const double z = -0.83 + 0.37 * as_odds + 0.63 * std::log(std::max(weight, 1e-3)) -
                   1.39 * std::log(static_cast<double>(rank));
  return 1 / (1 + std::exp(-z));
}

}  // namespace callside
