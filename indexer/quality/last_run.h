#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/quality/evaluation.h"

namespace callside {

// What the run before answered, so that the next one can name the queries that got worse.

// It keeps the ids that each query was answered with, not their measure: a judgement that an editor has
// changed since then counts on both sides, and is no change of the ranking. Queries are kept as digests.
struct LastRun {
  std::string generation;
  std::string day;
  std::string ran;                                          // ISO 8601, UTC
  std::map<std::string, std::vector<std::string>> answers;  // by query_key()
};

std::string query_key(const JudgedQuery& query);

LastRun remember(const Evaluation& evaluation, std::string ran);

// Where the runs of one judgement file on one index are kept: INDEX/eval/DIGEST.json, beside the generations,
// so that neither rollback nor their removal takes it away. Writers of the index don't touch it, and it needs
// no lock of theirs.
std::filesystem::path last_run_file(const std::filesystem::path& index,
                                    const std::filesystem::path& judgements);

// Nothing where there was no run yet.
Result<std::optional<LastRun>> read_last_run(const std::filesystem::path& file);
Result<void> write_last_run(const std::filesystem::path& file, const LastRun& run);

struct Moved {
  std::string id;
  std::size_t before = 0, now = 0;  // ranks; 0: not among the first kDepth
};

struct Changed {
  JudgedQuery query;
  double before = 0, now = 0;  // nDCG@10
  std::vector<Moved> wanted;   // the ids above grade 0, best grade first
};

struct Comparison {
  std::size_t compared = 0;  // judged queries that the last run asked, too
  std::size_t better = 0;
  std::vector<Changed> worse;  // what lost most first
};

Comparison compare(const LastRun& last, const Evaluation& evaluation);

}  // namespace callside
