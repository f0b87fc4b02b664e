#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/quality/evaluation.h"

namespace callside {

// Keeps the answers of the last evaluation, so that the next one can name the queries that got worse.

// Stores the ids that answered each query rather than measures: a judgement that an editor has changed since
// then applies to both runs, and does not look like a change of the ranking. Queries are stored as digests.
struct LastRun {
  std::string generation;
  std::string day;
  std::string ran;                                          // time of the run, ISO 8601, UTC
  std::map<std::string, std::vector<std::string>> answers;  // by query_key()
};

std::string query_key(const JudgedQuery& query);

LastRun remember(const Evaluation& evaluation, std::string ran);

// Returns the file for the last run of a judgement file on an index: INDEX/eval/DIGEST.json. It is beside the
// generations, so it survives rollback and their removal. Writers of the index do not touch it, so it needs
// no index lock.
std::filesystem::path last_run_file(const std::filesystem::path& index,
                                    const std::filesystem::path& judgements);

// Returns nullopt if there was no run yet.
Result<std::optional<LastRun>> read_last_run(const std::filesystem::path& file);
Result<void> write_last_run(const std::filesystem::path& file, const LastRun& run);

struct Moved {
  std::string id;
  std::size_t before = 0, now = 0;  // ranks; 0 if not among the first kDepth
};

struct Changed {
  JudgedQuery query;
  double before = 0, now = 0;  // nDCG@10
  std::vector<Moved> wanted;   // the ids above grade 0, best grade first
};

struct Comparison {
  std::size_t compared = 0;  // judged queries that both runs asked
  std::size_t better = 0;
  std::vector<Changed> worse;  // largest loss first
};

Comparison compare(const LastRun& last, const Evaluation& evaluation);

}  // namespace callside
