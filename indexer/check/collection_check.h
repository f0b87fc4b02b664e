#pragma once

#include <vector>

#include "indexer/check/checker.h"
#include "indexer/check/record_check.h"

namespace callside {

// Makes the checks that need all records or the current day: duplicates, links, similar texts, translations,
// expired dates, and the articles that tickets name. Removes duplicates from the facts, as `build` does.
void judge_collection(Facts& facts, const CheckOptions& options, std::vector<OrderedFinding>& findings);

}  // namespace callside
