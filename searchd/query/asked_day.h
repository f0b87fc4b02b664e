#pragma once

#include <cstdint>

#include "indexer/base/day.h"
#include "indexer/base/time_zone.h"
#include "searchd/query/suggester.h"

namespace callside {

// The day that a request's documents must be valid on: the one it names, else today in the index's zone.
inline std::int32_t asked_day(const SuggestRequest& request, const TimeZone& zone) {
  const auto named = parse_day(request.today);
  return named ? *named : zone.today();
}

}  // namespace callside
