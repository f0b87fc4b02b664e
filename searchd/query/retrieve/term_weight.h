#pragma once

#include "searchd/query/understand/question.h"

namespace callside {

// Inverse document frequency of a word that occurs in `frequency` of `documents`; never negative. Both may be
// estimates and need not be whole numbers. RANKING.md, Word weights.
double rarity(double frequency, double documents);

// Factor for a word that overlaps others in the question, such as the bigram of two words that are searched
// themselves and have most of its weight. 1 for any other word. RANKING.md, Word weights.
double share_of(const QueryWord& word);

}  // namespace callside
