#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/document.h"
#include "indexer/quality/judgements.h"
#include "searchd/query/suggester.h"

namespace callside {

// Compares the answers of two generations, as far as an agent who looks at the top three would notice.

inline constexpr std::size_t kComparedAnswers = 3;

struct DiffQuery {
  std::string text;
  std::string lang;  // empty for no preference
};

// Reads queries from a file with one query per line, or from a file of judgements (judgements.h), ignoring
// the grades. Lines that begin with # are comments. A file with tabs that is not valid as judgements is an
// error, which names the first malformed line and counts the others.
Result<std::vector<DiffQuery>> read_diff_queries(const std::filesystem::path& path,
                                                 const CanonicalLanguage& canonical_language);

// A suggestion in an answer.
struct AnswerLine {
  Kind kind = Kind::article;
  std::string id, lang, title;
};

struct AnswerChange {
  DiffQuery query;
  std::vector<AnswerLine> before, after;  // at most kComparedAnswers
};

struct AnswerDiff {
  std::size_t asked = 0;
  std::vector<AnswerChange> changed;  // in the order of the file
};

// Asks both generations the same queries. An answer has changed if any place holds a different document, or
// the same one in a different language.
Result<AnswerDiff> compare_answers(const Suggester& before, const Suggester& after,
                                   const std::vector<DiffQuery>& queries, const Access& access,
                                   const std::string& day);

}  // namespace callside
