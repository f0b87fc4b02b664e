#include "searchd/query/rank/score_features.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "searchd/query/retrieve/term_weight.h"

namespace callside {

namespace {

// The next constants keep logarithms finite. RANKING.md, Score.
// Share of everyday utterances, and documents, that a word has at least.
constexpr double kMinEverydayShare = 0.00125;
constexpr double kMinDocuments = 0.1;
constexpr double kMinWeight = 0.1;
// Bounds of a word's topic, and lowest logarithm of a relative weight.
constexpr double kMaxTopic = 4;
constexpr double kMinSecond = -2;
constexpr double kMinFifth = -3;

double log_share(std::span<const double> weights, std::size_t rank, double lowest) {
  if (weights.size() < rank || weights[rank - 1] <= 0) return lowest;
  // A pinned suggestion may be above heavier ones.
  return std::clamp(std::log(weights[rank - 1] / weights[0]), lowest, 0.0);
}

// How the words of a question as typed are distributed over this index and everyday language.
struct WordTopics {
  double sum = 0;       // of the logarithms of their relative frequencies
  double compared = 0;  // words in that sum
  double unknown = 0;   // words that no document has
  double words = 0;
  // Weight of known words: that everyday language has, that were corrected, in codes that no document has.
  double everyday_weight = 0, corrected_weight = 0, unknown_weight = 0;

  void add(double frequency, double everyday, double documents) {
    ++words;
    // A word that is in neither tells nothing about the topic.
    if (frequency <= 0 && everyday <= 0) return;
    ++compared;
    const double here = (frequency + kMinDocuments) / (documents + 1);
    sum += std::clamp(std::log(here / (everyday + kMinEverydayShare)), -kMaxTopic, kMaxTopic);
  }
};

// Returns true if the word is part of a code that no document has, and no document has another part of that
// code either. An unknown error code resembles a known one, but the document about that does not answer it.
bool is_in_unknown_code(std::uint32_t start, const Question& question) {
  return std::any_of(question.unknown_codes.begin(), question.unknown_codes.end(), [&](const auto& code) {
    const auto is_inside = [&](std::uint32_t at) { return code.start <= at && at < code.end; };
    return is_inside(start) && std::any_of(question.unsearched.begin(), question.unsearched.end(),
                                           [&](const UnsearchedWord& word) {
                                             return word.why == UnsearchedWord::Why::unknown &&
                                                    is_inside(word.start);
                                           });
  });
}

WordTopics topics_of(const Question& question, const MatchTable& matches, double documents) {
  WordTopics topics;
  for (std::size_t g = 0; g < question.words.size(); ++g) {
    const QueryWord& word = question.words[g];
    if (word.overlay || word.stop) continue;
    if (is_in_unknown_code(word.start, question)) {
      topics.unknown_weight += matches.weight(g);
      continue;
    }
    topics.add(word.frequency, word.everyday, documents);
    if (word.everyday > 0) topics.everyday_weight += matches.weight(g);
    if (!word.corrected.empty()) topics.corrected_weight += matches.weight(g);
  }
  for (const UnsearchedWord& word : question.unsearched) {
    if (word.why != UnsearchedWord::Why::unknown || word.stop) continue;
    topics.add(0, word.everyday, documents);
    ++topics.unknown;
  }
  return topics;
}

}  // namespace

ScoreFeatures score_features(const StoredDocument& matched, double bm25f, const Readings& readings,
                             std::size_t reading, std::span<const double> weights, double by_tickets,
                             double documents) {
  ScoreFeatures features{};
  const auto set = [&](ScoreFeature feature, double value) { features[index_of(feature)] = value; };
  const QuestionReading& found_by = readings[reading];
  const bool is_translated = found_by.translates != QuestionReading::kNoReading;
  const QuestionReading& typed = is_translated ? readings[found_by.translates] : found_by;
  const WordTopics topics = topics_of(typed.question, typed.matches, documents);
  const double rarest = rarity(0, documents);
  const double known = typed.matches.total_weight() - topics.unknown_weight;
  const double known_share = topics.unknown_weight > 0 ? known / (known + topics.unknown_weight) : 1;
  const double all = known + topics.unknown * rarest;
  if (all <= 0) return features;
  const RankParts parts =
      rank_parts(matched, bm25f, found_by.question, found_by.matches, readings.counts_title(matched));
  set(ScoreFeature::covered, parts.coverage * known / all);
  set(ScoreFeature::covered_words, parts.coverage * known / rarest);
  set(ScoreFeature::everyday, known > 0 ? topics.everyday_weight / known : 0);
  set(ScoreFeature::likeness, readings.typed().question.likeness.any);
  set(ScoreFeature::topic, topics.compared > 0 ? topics.sum / topics.compared : 0);
  set(ScoreFeature::topic_sum, topics.sum);
  set(ScoreFeature::unknown_words, topics.unknown);
  set(ScoreFeature::unknown_share, topics.words > 0 ? topics.unknown / topics.words : 0);
  set(ScoreFeature::corrected, topics.corrected_weight / all);
  set(ScoreFeature::translated, is_translated ? 1 : 0);
  const CallersEvidence& callers = readings.callers();
  if (callers.has_evidence()) {
    const std::string_view article = matched.kind() == Kind::article ? matched.id() : matched.article();
    set(ScoreFeature::callers_trust, callers.trust());
    set(ScoreFeature::callers, callers.trust() * callers.probability(article));
    set(ScoreFeature::callers_best, callers.trust() * std::max(by_tickets, callers.probability(article)));
  }
  set(ScoreFeature::weight, std::log(weights[0] * known_share / rarest + kMinWeight));
  set(ScoreFeature::bm25f, parts.bm25f / all);
  set(ScoreFeature::block, parts.block / all);
  set(ScoreFeature::second, log_share(weights, 2, kMinSecond));
  set(ScoreFeature::fifth, log_share(weights, kScoredSuggestions, kMinFifth));
  return features;
}

}  // namespace callside
