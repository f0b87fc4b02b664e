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

// What an index answers to one judged query.
struct Answered {
  JudgedQuery query;
  std::vector<std::string> ids;  // best first, kDepth at most
  bool nothing_good = false;
  std::optional<double> score = {};  // of the best; none: nothing was found
};

struct Evaluation {
  std::string generation;  // that answered
  std::string day;         // ISO: valid_from and valid_until were judged by it
  std::vector<Answered> answers;
  std::vector<std::string> missing;  // ids that the generation does not hold, sorted

  // Of the judged queries:
  Means all;
  std::map<std::string, Means> by_language;
  std::size_t wrongly_refused = 0;  // nothing_good was said
  // Of those that nothing answers:
  std::size_t off_topic = 0;
  std::size_t refused = 0;
};

// Sees every document: what a query finds then depends on the ranking alone.
Access access_to_all(const Manifest& manifest);

// Asks every query. `changed` where a new generation was published meanwhile.
Result<Evaluation> evaluate(const Suggester& suggester, const std::vector<JudgedQuery>& queries,
                            const Access& access, const std::string& day);

}  // namespace callside
