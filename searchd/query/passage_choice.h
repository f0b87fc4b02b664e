#pragma once

#include <cstddef>

#include "indexer/schema/document_store.h"
#include "searchd/query/question.h"
#include "searchd/query/ranking.h"
#include "searchd/query/suggester.h"

namespace callside {

// The passage of a document that says most of what was asked, by number. The first of equals, since articles
// begin with their answer. `good`: how much of the question's weight it holds (0: nothing).
struct PassageChoice {
  std::size_t number = 0;
  double good = 0;
};
PassageChoice choose_passage(const StoredDocument& document, const MatchTable& matches,
                             const Question& question);

// A passage as it is shown, with the question's words marked. Where the document has no passages: empty.
Passage cut_passage(const StoredDocument& document, std::size_t number, const MatchTable& matches,
                    const Question& question);

}  // namespace callside
