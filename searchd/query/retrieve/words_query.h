#pragma once

#include <string>
#include <vector>

#include "searchd/query/understand/question.h"

namespace callside {

// A question as weighted terms. Articles and tickets are searched differently (article_search.h,
// ticket_search.h) for the same query.
struct WordsQuery {
  // Terms that count as one: their weighted occurrences are added before they saturate (saturation.h), and
  // the result is multiplied by `factor`.
  struct Clause {
    double factor = 0;
    std::vector<std::string> terms;  // at least one
  };
  // Clauses that a document must all match, or it gets nothing for them. Most have one clause.
  using Conjunction = std::vector<Clause>;

  // A document weighs the sum over these. Empty: nothing can match.
  std::vector<Conjunction> any;

  bool empty() const { return any.empty(); }
};

// `documents`: number that exist for the reader.
WordsQuery words_query(const Question& question, double documents);

}  // namespace callside
