#pragma once

#include <vector>

#include "indexer/assembly/learn/resolved_questions.h"
#include "indexer/format/callers_words.h"
#include "indexer/format/vocabulary.h"

namespace callside {

// Learns from resolved tickets which words speak for which article. Multinomial logistic regression: of a
// question's words and pairs of neighbouring words, the weights by which the softmax over all articles gives
// the one that resolved it, found by stochastic gradient descent with AdaGrad (Duchi, Hazan and Singer 2011).
// Only words that stand in kCallersWord of an article's tickets have a weight for that article, so the model
// is as sparse as it is private. RANKING.md, Tickets, has what else was tried.
//
// The same tickets give the same tables. Deterministic, two threads; time is bounded: of very many tickets, a
// share of each article's is learned from.

// A table for each access class that has enough. `published`: ids of the articles that the index holds.
LearnedCallersWords learn_callers_words(const ResolvedQuestions& questions,
                                        const std::vector<std::string>& published,
                                        const Vocabulary& vocabulary);

}  // namespace callside
