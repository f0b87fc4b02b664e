#pragma once

#include <cstddef>
#include <string>

#include "indexer/format/document_store.h"
#include "searchd/query/present/sentences.h"
#include "searchd/query/rank/ranking.h"
#include "searchd/query/suggester.h"
#include "searchd/query/understand/question.h"

namespace callside {

// The passage of a document that says most of what was asked for its length, by number. The first of equals,
// since articles begin with their answer. `good`: how much of the question's weight it holds (0: nothing).
struct PassageChoice {
  std::size_t number = 0;
  double good = 0;
};
PassageChoice choose_passage(const StoredDocument& document, const MatchTable& matches);

// A passage as it is shown, with the question's words marked; of a block that is too long, the sentences that
// answer. Where the document has no passages: empty. `language`: the document's, BCP 47.
Passage cut_passage(const StoredDocument& document, std::size_t number, const MatchTable& matches,
                    const Question& question, const std::string& language, SentenceFinder& sentences);

// Of what a ticket's caller said, the paragraph that says most of what was asked, as it is shown. Where the
// ticket has no question, its subject, without marks.
Passage cut_question(const StoredDocument& ticket, const MatchTable& matches, const Question& question,
                     const std::string& language, SentenceFinder& sentences);

}  // namespace callside
