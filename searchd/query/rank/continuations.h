#pragma once

#include <string>
#include <vector>

#include "indexer/format/document_store.h"
#include "searchd/query/rank/ranking.h"
#include "searchd/query/retrieve/candidates.h"
#include "searchd/query/understand/lexicon.h"
#include "searchd/query/understand/question.h"

namespace callside {

// Which word is a half-typed word going to be? The documents that the rest of the question finds tell: their
// words go with it (a relevance model: Lavrenko and Croft 2001, "Relevance-based language models").
// RANKING.md, Half-typed words.

struct Continuation {
  std::string word;  // normalised
  double likelihood = 0;
};

struct LastWordForecast {
  double whole = 1;  // probability that the word is complete as typed
  // most likely first, one per stem; all of them and `whole` add up to at most 1
  std::vector<Continuation> continuations;
};

// The word that may be half typed: the last one, if longer words begin with it and it is not a common word
// itself. Returns nullptr if there is none.
const QueryWord* half_typed_word(const Question& question);

// The question without its last word; has no words if nothing else was asked.
Question without_last_word(const Question& question);

// `half_typed` is a word of `question`, and `matches` is the question's table. `asked`: languages that the
// agent reads. `around`: documents found by the rest of the question, heaviest first, all visible to the
// reader; if empty, frequency decides. `documents`: number that exist for the reader. Words that may not be
// offered to the reader are left out.
LastWordForecast likely_continuations(const QueryWord& half_typed, const Question& question,
                                      const MatchTable& matches, const std::vector<std::string>& asked,
                                      const std::vector<Candidate>& around, double documents,
                                      const DocumentStore& store, const Lexicon& lexicon);

}  // namespace callside
