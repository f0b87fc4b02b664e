#include "searchd/query/time_plan.h"

namespace callside {

namespace {

// Share of the time after which a part is given up. They rise, so that at any moment the parts are given up
// in the order of the enumerators. RANKING.md, Deadline.
constexpr std::array<double, kDegradedParts> kShares = {
    0.6,   // tickets
    0.8,   // passages
    0.85,  // translations
    0.9,   // corrections
};
// Rounds of a loop between two looks at the connection, each a system call: about a millisecond.
constexpr std::size_t kRoundsPerLook = 64;

}  // namespace

bool TimePlan::allows(Degraded part) {
  const auto index = static_cast<std::size_t>(part);
  if (!is_abandoned_ && !budget_.is_past(kShares[index])) return true;
  given_up_[index] = true;
  return false;
}

bool TimePlan::is_abandoned() {
  is_abandoned_ = is_abandoned_ || budget_.is_abandoned();
  return is_abandoned_;
}

bool TimePlan::is_abandoned_by_now() {
  return ++rounds_ % kRoundsPerLook == 0 ? is_abandoned() : is_abandoned_;
}

std::vector<Degraded> TimePlan::given_up() const {
  std::vector<Degraded> parts;
  for (std::size_t index = 0; index < given_up_.size(); ++index) {
    if (given_up_[index]) parts.push_back(static_cast<Degraded>(index));
  }
  return parts;
}

}  // namespace callside
