#pragma once

#include <vector>

#include "indexer/assembly/learn/resolved_questions.h"
#include "indexer/format/callers_words.h"
#include "indexer/format/vocabulary.h"

namespace callside {

// Learns from resolved tickets which words are evidence for which article.
//
// This is multinomial logistic regression. The features are a question's words and pairs of adjacent words.
// The weights are fitted so that the softmax over all articles predicts the one that resolved the question,
// by stochastic gradient descent with AdaGrad (Duchi, Hazan and Singer 2011). A word has a weight for an
// article only if it occurs in kCallersWord of the article's tickets, which keeps the model sparse and
// private. RANKING.md, section Tickets, describes what else was tried.
//
// Deterministic: the same tickets give the same tables. Uses two threads. Time is bounded: if there are very
// many tickets, it learns from a share of each article's.

// Learns a table for each access class that has enough tickets. `published`: sorted ids of the articles in
// the index.
LearnedCallersWords learn_callers_words(const ResolvedQuestions& questions,
                                        const std::vector<std::string>& published,
                                        const Vocabulary& vocabulary);

}  // namespace callside
