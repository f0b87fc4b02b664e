#pragma once

#include <filesystem>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/quality/judgements.h"

namespace callside {

// Reads a file of judged queries. Reports malformed lines on standard error; returns an error if there are
// any, or if the file has no query.
Result<Judgements> read_judged_queries(const std::filesystem::path& file);

}  // namespace callside
