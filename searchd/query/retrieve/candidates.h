#pragma once

#include <xapian.h>
#include <cstdint>
#include <vector>

#include "indexer/format/generation.h"
#include "searchd/query/reach/reach.h"
#include "searchd/query/understand/question.h"

namespace callside {

// Which documents are worth a closer look? Xapian retrieves the heaviest by BM25F over the question's words.
// RANKING.md, Retrieve.

struct Candidate {
  std::uint32_t document = 0;
  double weight = 0;  // BM25F; after ranking, the final weight
  double bm25f = 0;
  std::size_t reading = 0;  // index of the reading that it matches best (readings.h)
  bool blended = false;     // the weight combines several readings
  double by_tickets = 0;    // part of the weight that tickets contributed (callers_evidence.h)
};

// Sets how many documents have one of the terms of each word, and bounds the words' frequencies by the sum
// over their terms. Sums over forms alone count a document once for each form in it, so a word would seem
// more frequent the more endings its language has. Counts only documents that exist for the reader. Throws
// Xapian's exceptions.
void count_documents(Question& question, const Reach& reach, const Xapian::Database& database);

// Builds the query for a question's words, without filters; empty if nothing can match. `documents`: number
// that exist for the reader.
Xapian::Query words_query(const Question& question, double documents);

// Restricts a query to the documents that the request may see. Returns an empty query if nothing can match.
Xapian::Query with_filters(const Xapian::Query& words, const Reach& reach);

// The `count` heaviest documents, of those that `among` accepts. Throws Xapian's exceptions.
std::vector<Candidate> find_candidates(const Xapian::Database& database, const Xapian::Query& query,
                                       std::size_t count, const Xapian::MatchDecider* among = nullptr);

}  // namespace callside
