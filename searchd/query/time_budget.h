#pragma once

#include <chrono>
#include <functional>
#include <utility>

namespace callside {

// How long may an answer take, and does the client still wait for it? By default it may take any time. One
// thread uses it.
class TimeBudget {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  TimeBudget() = default;
  // The time runs from now on. A limit of zero or less: any time. `has_left` returns true if the client has
  // gone; it is called about once a millisecond.
  TimeBudget(Clock now, std::chrono::milliseconds limit, std::function<bool()> has_left = {})
      : now_(std::move(now)), limit_(limit), has_left_(std::move(has_left)) {
    if (is_limited()) begun_ = now_();
  }

  // Returns true if more than this share of the time (0 to 1) has passed.
  bool is_past(double share) const {
    return is_limited() && std::chrono::duration<double>(now_() - begun_) > share * limit_;
  }
  // Returns true if the client does not wait any longer.
  bool is_abandoned() const { return has_left_ && has_left_(); }

 private:
  bool is_limited() const { return now_ && limit_.count() > 0; }

  Clock now_;
  std::chrono::duration<double> limit_{0};
  std::function<bool()> has_left_;
  std::chrono::steady_clock::time_point begun_;
};

}  // namespace callside
