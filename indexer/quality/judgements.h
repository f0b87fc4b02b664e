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

// Questions with the answers that an editor wants for them, as a file of tab-separated lines has them:
//
//   query  lang  id  grade       grade 0 to 3: how well the article or ticket `id` answers it
//   query  lang      0           an empty id: nothing in the knowledge base answers it (off topic)
//
// Lines that begin with # are comments; a first line with the columns' names is passed over.

struct JudgedQuery {
  std::string text;
  std::string lang;                   // canonical BCP 47
  std::map<std::string, int> grades;  // by id; empty: off topic
  // The ticket that it was said in, and that is left out when it is asked (ticket_queries.h); empty: an
  // editor wrote it.
  std::string ticket = {};

  bool off_topic() const { return grades.empty(); }
};

// What is wrong with a line; its number is from 1.
struct JudgementFault {
  std::size_t line = 0;
  std::string reason, hint;
};

struct Judgements {
  std::vector<JudgedQuery> queries;          // in the order of the file
  std::map<std::string, std::size_t> lines;  // of each id, the first line that names it
  std::vector<JudgementFault> faults;        // in the order of the file; where there are any, measure nothing
};

// The canonical form of a language tag; nothing for what is none. (Who knows the tags that there are is
// indexer/sources, which this part may not include.)
using CanonicalLanguage = std::function<std::optional<std::string>(std::string_view)>;

Judgements parse_judgements(std::string_view text, const CanonicalLanguage& canonical_language);

// An error only where the file cannot be read.
Result<Judgements> read_judgements(const std::filesystem::path& path,
                                   const CanonicalLanguage& canonical_language);

}  // namespace callside
