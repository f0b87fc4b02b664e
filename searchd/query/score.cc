#include "searchd/query/score.h"

#include <cmath>

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

}  // namespace callside
