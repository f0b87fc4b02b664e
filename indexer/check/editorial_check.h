#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "indexer/base/time_zone.h"
#include "indexer/check/facts.h"
#include "indexer/check/record_check.h"
#include "indexer/check/written_words.h"
#include "indexer/format/editorial_rules.h"

namespace callside {

// Checks the editors' rules against all records: synonyms that match nothing, pins of articles that are
// missing or not shown, and pins that have ended (editorial_faults.h).
void judge_editorial_rules(const EditorialRules& rules, const Facts& facts, WrittenWords& words,
                           const std::set<std::string, std::less<>>& known_articles, std::int32_t today,
                           const TimeZone& zone, std::vector<OrderedFinding>& findings);

}  // namespace callside
