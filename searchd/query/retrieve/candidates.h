#pragma once

#include <xapian.h>
#include <cstdint>
#include <vector>

#include "indexer/format/generation.h"
#include "searchd/query/reach/reach.h"
#include "searchd/query/understand/question.h"

namespace callside {

// The first step of an answer: Xapian finds, by BM25F over the question's groups, the documents worth a
// closer look.

struct Candidate {
  std::uint32_t document = 0;
  double weight = 0;  // BM25F; once it is ranked, the final weight
  double bm25f = 0;
  std::size_t reading = 0;  // the reading of the question that it answers best (readings.h)
  bool blended = false;     // the weight is that of several readings
  double by_tickets = 0;    // part of the weight that resolved tickets brought (callers_evidence.h)
};

// Fills in how many documents have one of the terms of each word, and bounds the words' frequencies by them.
// Forms alone count a document once for each form of the word that it holds, which made a word the commoner
// the more endings its language has. Only documents that exist for the reader count. Throws what Xapian
// throws.
void count_documents(Question& question, const Reach& reach, const Xapian::Database& database);

// The words of a question as a query. Empty where nothing can match. `documents`: that exist for the reader.
Xapian::Query words_query(const Question& question, double documents);

// A query with everything that filters inside it: who may see what, validity, what was asked for, and what is
// withdrawn. Empty where nothing can match.
Xapian::Query filtered(Xapian::Query query, const Reach& reach, const Manifest& manifest);

// The `count` heaviest documents; `among`: of those only. Throws what Xapian throws.
std::vector<Candidate> find_candidates(const Xapian::Database& database, const Xapian::Query& query,
                                       std::size_t count, const Xapian::MatchDecider* among = nullptr);

}  // namespace callside
