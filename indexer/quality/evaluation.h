#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/manifest.h"
#include "indexer/quality/judgements.h"
#include "indexer/quality/measures.h"
#include "searchd/query/suggester.h"

namespace callside {

// A judged query with the answer of an index.
struct Answered {
  JudgedQuery query;
  std::vector<std::string> ids;  // best first, kDepth at most
  bool nothing_good = false;
  std::optional<double> score = {};  // of the best suggestion; nullopt if there is none
};

struct Evaluation {
  std::string generation;  // that answered
  std::string day;         // ISO date at which valid_from and valid_until were judged
  std::vector<Answered> answers;
  std::vector<std::string> missing;  // judged ids that the generation does not hold, sorted

  // Queries that have an answer:
  Means all;
  std::map<std::string, Means> by_language;
  std::size_t wrongly_refused = 0;  // answered with nothing_good
  // Queries that nothing answers:
  std::size_t off_topic = 0;
  std::size_t refused = 0;  // answered with nothing_good
};

// Returns access to every document, so that answers depend on the ranking alone.
Access access_to_all(const Manifest& manifest);

// Asks every query. Returns the error `changed` if a new generation is published meanwhile.
Result<Evaluation> evaluate(const Suggester& suggester, const std::vector<JudgedQuery>& queries,
                            const Access& access, const std::string& day);

}  // namespace callside
