#pragma once

#include <cstddef>
#include <string>

#include "indexer/format/document_store.h"
#include "searchd/query/present/sentences.h"
#include "searchd/query/rank/ranking.h"
#include "searchd/query/suggester.h"
#include "searchd/query/understand/question.h"

namespace callside {

// The passage with the most of the question for its length; of equals, the first, because articles begin with
// their answer. `number` is its index. `value`: weight of the question's words in it; 0: nothing matches.
struct PassageChoice {
  std::size_t number = 0;
  double value = 0;
};
PassageChoice choose_passage(const StoredDocument& document, const MatchTable& matches);

// Returns a passage for display: highlighted, with long blocks shortened to the sentences that answer. Empty
// if there is no such passage. `language`: the document's, BCP 47.
Passage cut_passage(const StoredDocument& document, std::size_t number, const MatchTable& matches,
                    const Question& question, const std::string& language, SentenceFinder& sentences);

// The best-matching paragraph of a ticket's question, for display. If the ticket has no question, its subject
// without highlights.
Passage cut_question(const StoredDocument& ticket, const MatchTable& matches, const Question& question,
                     const std::string& language, SentenceFinder& sentences);

}  // namespace callside
