#pragma once

#include <string>
#include <vector>

#include "indexer/analysis/segmenter.h"
#include "indexer/analysis/word_analyzer.h"
#include "searchd/query/understand/lexicon.h"
#include "searchd/query/understand/question.h"

namespace callside {

// Guesses at what a word may mean besides itself. They are kept apart from the word's own terms, which share
// one weight and one frequency.

// Adds related words, such as the verb of a noun (derivations.h).
void add_related(const Word& word, std::uint16_t language, const Lexicon& lexicon, QueryWord& query_word);

// Adds the words that begin with what was typed. Call it for the last word of a question.
void add_completions(const Segment& segment, const Lexicon& lexicon, QueryWord& query_word);

// Adds likely corrections if the index does not have the word in a language that was asked for. Codes and
// numbers are never corrected. `last`: the word may be incomplete. `parts`: receives the parts of the most
// likely correction if that is a compound.
void add_corrections(const Segment& segment, const std::vector<std::string>& asked, const Lexicon& lexicon,
                     TimePlan& time, bool last, QueryWord& query_word, std::vector<QueryWord>& parts);

}  // namespace callside
