#pragma once

#include <vector>

#include "indexer/check/checker.h"
#include "indexer/check/record_check.h"

namespace callside {

// Judges what only shows once all records are read, and what goes by the day: duplicates, links, texts that
// are alike, translations, days that are over, tickets' articles. Takes duplicates out of the facts, as
// `build` does.
void judge_collection(Facts& facts, const CheckOptions& options, std::vector<OrderedFinding>& findings);

}  // namespace callside
