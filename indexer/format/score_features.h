#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace callside {

// The features by which the certainty of a first suggestion is judged. One table drives computing
// (rank/score_features.h), learning (assembly/learn/score_training.h), storing (calibration.h) and the
// explanation of an answer.

enum class ScoreFeature : std::uint8_t {
  covered,
  covered_words,
  everyday,
  likeness,
  topic,
  topic_sum,
  unknown_words,
  unknown_share,
  corrected,
  translated,
  callers,
  callers_best,
  callers_trust,
  weight,
  bm25f,
  block,
  second,
  fifth,
};

struct ScoreFeatureInfo {
  ScoreFeature feature;
  std::string_view name;
  std::string_view help;
};

inline constexpr std::array<ScoreFeatureInfo, 18> kScoreFeatures{{
    {ScoreFeature::covered, "covered", "share of the question's weight that the document covers"},
    {ScoreFeature::covered_words, "covered_words", "covered weight, in words that one document has"},
    {ScoreFeature::everyday, "everyday", "share of the known words' weight that everyday language has"},
    {ScoreFeature::likeness, "likeness", "similarity of the most similar everyday utterance"},
    {ScoreFeature::topic, "topic",
     "how much likelier a word is in this index than in everyday language, mean"},
    {ScoreFeature::topic_sum, "topic_sum", "the same, summed over the words"},
    {ScoreFeature::unknown_words, "unknown_words", "words that no document has"},
    {ScoreFeature::unknown_share, "unknown_share", "share of the words that no document has"},
    {ScoreFeature::corrected, "corrected", "share of the question's weight in corrected words"},
    {ScoreFeature::translated, "translated", "1 if found by translating the question"},
    {ScoreFeature::callers, "callers", "probability of the article by its tickets, times their trust"},
    {ScoreFeature::callers_best, "callers_best", "the same of the article that is likeliest by its tickets"},
    {ScoreFeature::callers_trust, "callers_trust", "how far tickets can judge the question"},
    {ScoreFeature::weight, "weight",
     "logarithm of the weight, relative to that of a word that one document has"},
    {ScoreFeature::bm25f, "bm25f", "BM25F, relative to the question's weight"},
    {ScoreFeature::block, "block", "weight of the best block, relative to the question's weight"},
    {ScoreFeature::second, "second", "logarithm of the second suggestion's weight, relative to the first's"},
    {ScoreFeature::fifth, "fifth", "logarithm of the fifth suggestion's weight, relative to the first's"},
}};
inline constexpr std::size_t kScoreFeatureCount = kScoreFeatures.size();

using ScoreFeatures = std::array<double, kScoreFeatureCount>;

constexpr std::size_t index_of(ScoreFeature feature) { return static_cast<std::size_t>(feature); }

}  // namespace callside
