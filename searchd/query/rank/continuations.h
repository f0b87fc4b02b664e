#pragma once

#include <string>
#include <vector>

#include "indexer/format/document_store.h"
#include "searchd/query/rank/ranking.h"
#include "searchd/query/retrieve/candidates.h"
#include "searchd/query/understand/lexicon.h"
#include "searchd/query/understand/question.h"

namespace callside {

// What a half-typed word is going to be, told by the rest of the question: the words of the documents that
// the rest finds are the words that go with it (a relevance model: Lavrenko and Croft 2001, "Relevance-based
// language models").

struct Continuation {
  std::string word;  // normalised
  double likelihood = 0;
};

struct Outlook {
  double whole = 1;                         // how likely what was typed is all of the word
  std::vector<Continuation> continuations;  // the likeliest first, of each stem one; with `whole` at most 1
};

// The group of the word that may be half typed: the last one, where words of the index go on from it, unless
// it is a usual word itself. nullptr: there is none.
const QueryGroup* half_typed_word(const Question& question);

// The question without its last word; no groups where nothing else was asked.
Question without_last_word(const Question& question);

// `half_typed` is a group of `question`, whose table `matches` is; `asked` are the languages that the agent
// reads. `around`: documents that the rest of the question finds, heaviest first, all of which the reader may
// see; where there are none, frequency decides. `documents`: that exist for the reader. A word that the
// reader may not be offered is none.
Outlook likely_continuations(const QueryGroup& half_typed, const Question& question,
                             const MatchTable& matches, const std::vector<std::string>& asked,
                             const std::vector<Candidate>& around, double documents,
                             const DocumentStore& store, const Lexicon& lexicon);

}  // namespace callside
