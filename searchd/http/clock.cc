#include "searchd/http/clock.h"

#include "indexer/base/day.h"
#include "indexer/base/time_zone.h"

namespace callside {

Clock Clock::of_system() {
  return {[] { return std::chrono::steady_clock::now(); }, [] { return format_day(TimeZone().today()); },
          [] { return callside::now(); }};
}

}  // namespace callside
