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

// Whose answers change from one generation to another: what an agent would notice, who looks at the top
// three.

inline constexpr std::size_t kAnswersLookedAt = 3;

struct DiffQuery {
  std::string text;
  std::string lang;  // empty: none is preferred
};

// Queries to compare answers of: a line each, or a file of judgements (judgements.h), of which the grades are
// passed over. Lines that begin with # are comments. An error that names each malformed line where the file
// looks like judgements and is not.
Result<std::vector<DiffQuery>> read_diff_queries(const std::filesystem::path& path,
                                                 const CanonicalLanguage& canonical_language);

// What stands at one place of an answer.
struct AnswerLine {
  Kind kind = Kind::article;
  std::string id, lang, title;
};

struct AnswerChange {
  DiffQuery query;
  std::vector<AnswerLine> before, after;  // at most kAnswersLookedAt
};

struct AnswerDiff {
  std::size_t asked = 0;
  std::vector<AnswerChange> changed;  // in the order of the file
};

// Asks both the same. Another document at a place, or another language of it, is a change.
Result<AnswerDiff> compare_answers(const Suggester& before, const Suggester& after,
                                   const std::vector<DiffQuery>& queries, const Access& access,
                                   const std::string& day);

}  // namespace callside
