#pragma once

#include <cstdint>
#include <vector>

#include "indexer/analysis/word_analyzer.h"
#include "searchd/query/understand/lexicon.h"
#include "searchd/query/understand/question.h"

namespace callside {

// Compounds and their parts meet from both sides: "Rand" finds "Tabellenrand", "Tabellenrand" finds "Rand der
// Tabelle".

// Adds to the group of a word the compounds that it is a part of, as a guess.
void add_compounds(const Word& word, std::uint16_t language, const Lexicon& lexicon, QueryGroup& group);

// Groups of the parts of a compound, in order; empty where it is none. They lie over the compound's own group
// where the index has the compound (`known`), and stand in its place otherwise.
std::vector<QueryGroup> part_groups(const Word& word, std::uint16_t language, const Lexicon& lexicon,
                                    bool known);

}  // namespace callside
