#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

// Judged queries: questions with the answers that an editor wants for them. The file format has tab-separated
// lines:
//
//   query  lang  id  grade       grade 0 to 3: how well the article or ticket `id` answers the query
//   query  lang      0           empty id: nothing in the knowledge base answers the query (off topic)
//
// Lines that begin with # are comments. A first line with the column names is skipped.

struct JudgedQuery {
  std::string text;
  std::string lang;                   // canonical BCP 47
  std::map<std::string, int> grades;  // by id; empty if off topic
  // The ticket that the query comes from, which is ignored when the query is asked (ticket_queries.h). Empty
  // if an editor wrote the query.
  std::string ticket = {};

  bool off_topic() const { return grades.empty(); }
};

// A malformed line.
struct JudgementFault {
  std::size_t line = 0;  // from 1
  std::string reason, hint;
};

struct Judgements {
  std::vector<JudgedQuery> queries;          // in the order of the file
  std::map<std::string, std::size_t> lines;  // the first line that names each id
  std::vector<JudgementFault> faults;        // in the order of the file; do not measure if there are any
};

// Returns the canonical form of a language tag, or nullopt for an unknown tag. Passed in, because the list of
// tags is in indexer/sources, which this part may not include.
using CanonicalLanguage = std::function<std::optional<std::string>(std::string_view)>;

Judgements parse_judgements(std::string_view text, const CanonicalLanguage& canonical_language);

// Returns an error only if the file cannot be read; malformed lines are in `faults`.
Result<Judgements> read_judgements(const std::filesystem::path& path,
                                   const CanonicalLanguage& canonical_language);

}  // namespace callside
