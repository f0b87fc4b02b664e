#pragma once

#include <filesystem>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/quality/judgements.h"

namespace callside {

// Reads a file of judged queries for a command: names what is wrong with its lines on standard error, and
// fails where anything is, or where there is no query.
Result<Judgements> read_judged_queries(const std::filesystem::path& file);

}  // namespace callside
