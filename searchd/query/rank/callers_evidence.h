#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/format/callers_words.h"
#include "searchd/query/understand/lexicon.h"
#include "searchd/query/understand/question.h"

namespace callside {

// How likely is each article the answer, judged by the words of the tickets that it resolved
// (callers_words.h)? Made for one request. RANKING.md, Tickets.
class CallersEvidence {
 public:
  // Uses only what was learned from tickets in `visible_classes`. `learned` must outlive this object.
  CallersEvidence(const CallersWords& learned, const std::vector<bool>& visible_classes);

  // Adds one reading of the question. The likelihoods of all readings add up to 1.
  void read(const Question& question, const Lexicon& lexicon, double likelihood);

  // Returns true if anything is known about the question's words.
  bool has_evidence() const { return !probabilities_.empty(); }
  // 0 to 1: share of the trial questions for which the most likely article was right, times how far tickets
  // can judge this question.
  double trust() const;
  // Factor for the weights of an article and its tickets; 1 if nothing is known.
  double factor(std::string_view article) const;
  // 0 to 1: probability that the article is the answer, among the articles with tickets; 0 if nothing is
  // known.
  double probability(std::string_view article) const;

  // The articles that are more likely than by chance, most likely first; `most` at most.
  std::vector<std::string_view> most_likely(std::size_t most) const;

  // A word or pair of the question that occurs in tickets of the article.
  struct MatchedWord {
    std::string typed;
    std::uint32_t tickets = 0;
    double weight = 0;  // contribution to the article's log-likelihood, before normalisation
  };
  // The words that speak for the article, strongest first; `most` at most.
  std::vector<MatchedWord> matched_words(std::string_view article, const Question& question,
                                         const Lexicon& lexicon, std::size_t most) const;

 private:
  // 0 to 1: how far tickets can judge the question.
  double judged() const;

  const CallersWords& learned_;
  std::vector<const CallersWords::Table*> tables_;  // visible to the reader
  std::vector<bool> known_;                         // by article: has tickets in these tables
  std::size_t known_count_ = 0;
  std::vector<float> probabilities_;  // by article; empty: nothing was read
  double known_share_ = 0;            // of the question that tickets can judge, averaged over its readings
};

}  // namespace callside
