#pragma once

#include <xapian.h>
#include <cstdint>
#include <string>
#include <vector>

#include "searchd/query/reach/reach.h"
#include "searchd/query/reach/untranslated.h"
#include "searchd/query/retrieve/search_cache.h"
#include "searchd/query/retrieve/words_query.h"
#include "searchd/query/time_plan.h"
#include "searchd/query/understand/question.h"

namespace callside {

// Which documents are worth a closer look? The heaviest by BM25F over the question's words. Articles are
// searched by Xapian, tickets by TicketSearch. RANKING.md, Retrieve.

struct Candidate {
  std::uint32_t document = 0;
  double weight = 0;  // BM25F; after ranking, the final weight
  double bm25f = 0;
  std::size_t reading = 0;  // index of the reading that it matches best (readings.h)
  bool blended = false;     // the weight combines several readings
  double by_tickets = 0;    // part of the weight that tickets contributed (callers_evidence.h)
  double share = 1;         // factor that its language and translation contributed to the weight
};

// Sets how many documents have one of the terms of each word, and bounds the words' frequencies by the sum
// over their terms. Sums over forms alone count a document once for each form in it, so a word would seem
// more frequent the more endings its language has. Counts only documents that exist for the reader, as if
// articles and tickets had the word equally often (Reach::as_in_kind). Throws Xapian's exceptions.
void count_documents(Question& question, const Reach& reach, const Xapian::Database& database);

// Searches the documents that one request may see. Functions throw Xapian's exceptions.
class CandidateSearch {
 public:
  // References: they must outlive this object.
  // `cache`: of the session; nullptr: none.
  CandidateSearch(const Xapian::Database& database, const Reach& reach, TimePlan& time, SearchCache* cache)
      : database_(database), reach_(reach), time_(time), cache_(cache) {
    if (cache_ != nullptr) reach_key_ = reach.key();
  }

  // The `count` heaviest documents, heaviest first. `among`: only those, unless it is nullptr. If time runs
  // out, there are tickets that were not searched; it is never empty for that reason.
  std::vector<Candidate> find(const WordsQuery& query, std::size_t count,
                              const Untranslated* among = nullptr) const;
  // Weighs these documents. Leaves out those that weigh nothing. In no particular order.
  std::vector<Candidate> weigh(const WordsQuery& query, std::vector<std::uint32_t> documents) const;

 private:
  std::vector<Candidate> search(const WordsQuery& query, std::size_t count, const Untranslated* among,
                                bool& is_whole) const;
  std::string cache_key(const WordsQuery& query, std::size_t count, const Untranslated* among) const;

  const Xapian::Database& database_;
  const Reach& reach_;
  TimePlan& time_;
  SearchCache* cache_;
  std::string reach_key_;
};

}  // namespace callside
