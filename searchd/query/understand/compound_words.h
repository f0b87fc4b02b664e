#pragma once

#include <cstdint>
#include <vector>

#include "indexer/analysis/word_analyzer.h"
#include "searchd/query/understand/lexicon.h"
#include "searchd/query/understand/question.h"

namespace callside {

// Matches compounds and their parts in both directions: "Rand" finds "Tabellenrand", and "Tabellenrand" finds
// "Rand der Tabelle". RANKING.md, Compounds.

// Adds the compounds that contain a word as a guess.
void add_compounds(const Word& word, std::uint16_t language, const Lexicon& lexicon, QueryWord& query_word);

// Returns query words for the parts of a compound, in order; empty if the word is not a compound. They
// overlay the compound itself if the index has it (`known`) and replace it otherwise.
std::vector<QueryWord> part_words(const Word& word, std::uint16_t language, const Lexicon& lexicon,
                                  bool known);

}  // namespace callside
