#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "searchd/query/suggester.h"
#include "searchd/query/time_budget.h"

namespace callside {

// Which parts of an answer is there time for? Made for one request. RANKING.md, Deadline. One thread.
class TimePlan {
 public:
  // `budget` must outlive the plan.
  explicit TimePlan(const TimeBudget& budget) : budget_(budget) {}
  TimePlan(const TimePlan&) = delete;
  TimePlan& operator=(const TimePlan&) = delete;

  // Returns true if there is time to begin a part, or to go on with it. If not, remembers that it was given
  // up, so call it only if there is something to do.
  bool allows(Degraded part);
  // Returns true if the client has left. No part is allowed from then on.
  bool is_abandoned();
  // The same, but looks only once in a while. For loops whose rounds take some microseconds.
  bool is_abandoned_by_now();

  // In the order of the enumerators.
  std::vector<Degraded> given_up() const;

 private:
  const TimeBudget& budget_;
  std::array<bool, kDegradedParts> given_up_{};
  bool is_abandoned_ = false;
  std::size_t rounds_ = 0;
};

}  // namespace callside
