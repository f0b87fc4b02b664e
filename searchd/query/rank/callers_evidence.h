#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/format/callers_words.h"
#include "searchd/query/understand/question.h"

namespace callside {

// What callers said in the tickets that an article resolved, as evidence for one question: how much likelier
// or less likely it makes each article the answer (callers_words.h). One request.
class CallersEvidence {
 public:
  // `visible_classes`: of who asks; only what is learned from tickets that they may see has any part.
  // `learned` must outlive it.
  CallersEvidence(const CallersWords& learned, const std::vector<bool>& visible_classes);

  // Takes what a question says, in one of the ways to read it; the likelihoods of all are 1 together.
  void read(const Question& question, const Vocabulary& vocabulary, double likelihood);

  // Whether anything was learned of what the question says.
  bool speaks() const { return !chances_.empty(); }
  // 0 to 1: how often the likeliest article was the right one, of questions that were tried.
  double hit_rate() const;
  // What the weight of a document of the article is multiplied by: 1 where nothing is known of what its
  // callers say.
  double factor(std::string_view article) const;
  // 0 to 1: how likely the article is the one, among those that tickets are known of; 0 where nothing is
  // known.
  double chance(std::string_view article) const;

  // The articles that are likelier than by chance, the likeliest first, `most` at most.
  std::vector<std::string_view> likeliest(std::size_t most) const;

  // A word, or two, of the question that callers said in tickets of the article.
  struct Said {
    std::string typed;
    std::uint32_t tickets = 0;
    double weight = 0;  // what it adds to the likelihood's logarithm, before it is spread over all articles
  };
  // What speaks for the article, the strongest first, `most` at most.
  std::vector<Said> said(std::string_view article, const Question& question, const Vocabulary& vocabulary,
                         std::size_t most) const;

 private:
  const CallersWords& learned_;
  std::vector<const CallersWords::Table*> tables_;  // that may be seen
  std::vector<bool> known_;                         // by article: whether it has tickets in them
  std::size_t known_count_ = 0;
  std::vector<float> chances_;  // by article; empty: nothing was read
};

}  // namespace callside
