#pragma once

#include "searchd/query/understand/question.h"

namespace callside {

// Inverse document frequency of a word that occurs in `frequency` of `documents`; never negative. Both may be
// estimates, so they need not be whole numbers.
double rarity(double frequency, double documents);

// Factor for a group that lies over others in the question, such as the bigram of two words that are searched
// by themselves: its weight is largely theirs. 1 for any other group.
double share_of(const QueryGroup& group);

}  // namespace callside
