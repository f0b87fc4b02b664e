#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "indexer/format/generation.h"
#include "searchd/query/present/collapse.h"
#include "searchd/query/rank/readings.h"
#include "searchd/query/rank/score.h"
#include "searchd/query/rank/score_features.h"

namespace callside {

// Turns the results, in order, into scores, and records whether any of them is good enough. A pinned result
// always is; it gets the score of a first result.
class ResultScores {
 public:
  // `results`: as many as kScoredSuggestions, if there are; heaviest first after the pinned ones.
  // `by_tickets`: Readings::Found::by_tickets.
  ResultScores(const ScoreModel& model, const std::vector<Collapsed>& results, const Readings& readings,
               const Generation& generation, double by_tickets, double documents)
      : model_(model),
        readings_(readings),
        generation_(generation),
        by_tickets_(by_tickets),
        documents_(documents) {
    for (const Collapsed& one : results) {
      if (one.pin == 0) weights_.push_back(one.weight);
    }
    is_talk_ = is_small_talk(readings.typed()) && (results.empty() || !is_titled(results.front()));
  }

  double add(const Collapsed& result) {
    if (result.pin != 0) {
      any_good_ = true;
      if (!result.was_found) return 1;
      // Its score is that of a first result, compared with the results that were not pinned.
      std::vector<double> weights{result.weight};
      weights.insert(weights.end(), weights_.begin(), weights_.end());
      return score_of(model_, features_of(result, weights));
    }
    ++rank_;
    const std::span<const double> weights = std::span(weights_).subspan(rank_ - 1);
    // A translated question may have lost much of the original. If only translated results came before, the
    // next result's own words count, too.
    ScoreFeatures features{};
    if (only_translated_) {
      features = features_of(result, weights);
      any_good_ = any_good_ || (!is_talk_ && scope_of(model_, features) >= kMinScope);
    }
    only_translated_ =
        only_translated_ && readings_[result.reading].translates != QuestionReading::kNoReading;
    if (rank_ == 1) {
      first_ = features;
      return last_ = is_talk_ ? 0 : score_of(model_, features);
    }
    // Scores never rise with the rank.
    const double first = score_of(model_, first_);
    return last_ = std::min(last_, score_below(first, weights.front() / weights_.front(), rank_));
  }
  bool any_good() const { return any_good_; }
  // Of the first result that is not pinned; zeros if there is none.
  const ScoreFeatures& first() const { return first_; }

 private:
  // Share of the question from which a title has all of it.
  static constexpr double kWholeTitle = 0.99;

  ScoreFeatures features_of(const Collapsed& result, std::span<const double> weights) const {
    return score_features(generation_.store().document(result.matched), result.bm25f, readings_,
                          result.reading, weights, by_tickets_, documents_);
  }
  // A single word that other words begin with may be half typed, so it is not taken for small talk.
  static bool is_small_talk(const QuestionReading& typed) {
    const Question& question = typed.question;
    const bool is_half_word =
        question.positions == 1 && !question.words.empty() && !question.words.front().continuations.empty();
    return !is_half_word && question.likeness.talk >= kSmallTalk;
  }
  // Returns true if the result's title has the whole question.
  bool is_titled(const Collapsed& result) const {
    const QuestionReading& reading = readings_[result.reading];
    const StoredDocument document = generation_.store().document(result.matched);
    return rank_parts(document, result.bm25f, reading.question, reading.matches).titled >= kWholeTitle;
  }

  const ScoreModel& model_;
  const Readings& readings_;
  const Generation& generation_;
  double by_tickets_, documents_;
  bool is_talk_ = false;         // the question is small talk
  std::vector<double> weights_;  // of the results that are not pinned
  std::size_t rank_ = 0;
  ScoreFeatures first_{};
  double last_ = 1;
  bool only_translated_ = true;
  bool any_good_ = false;
};

}  // namespace callside
