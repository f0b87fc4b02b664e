#pragma once

#include <string>
#include <vector>

#include "indexer/analysis/segmenter.h"
#include "indexer/analysis/word_analyzer.h"
#include "searchd/query/understand/lexicon.h"
#include "searchd/query/understand/question.h"

namespace callside {

// What a word of a question may have been meant as, apart from itself. Guesses are outside the group's own
// terms: there their weight would be ignored, and their frequency would blur the word's own.

// The words that are related to it, noun to verb (derivations.h).
void add_related(const Word& word, std::uint16_t language, const Lexicon& lexicon, QueryGroup& group);

// The words that go on from what was typed: the last word of a question is a prefix of any length.
void add_completions(const Segment& segment, const Lexicon& lexicon, QueryGroup& group);

// The words that it was mistyped for, where the index does not have it in a language that was asked for.
// `last`: it may be the beginning of one. Codes and numbers are as they are. `parts`: gets the groups of the
// parts of what it most likely was, where that is a compound.
void add_corrections(const Segment& segment, const std::vector<std::string>& asked, const Lexicon& lexicon,
                     bool last, QueryGroup& group, std::vector<QueryGroup>& parts);

}  // namespace callside
