#include "indexer/commands/terminal/pace.h"

namespace callside {

namespace {

constexpr std::chrono::seconds kWindow{10};
// Over a shorter time, the figures jump.
constexpr double kMinSeconds = 2;

}  // namespace

void Pace::note(Time now, std::uint64_t done) {
  samples_.push_back({now, done});
  while (samples_.size() > 2 && now - samples_.front().at > kWindow) samples_.pop_front();
}

double Pace::per_second() const {
  if (samples_.empty()) return 0;
  const std::chrono::duration<double> elapsed = samples_.back().at - samples_.front().at;
  if (elapsed.count() < kMinSeconds) return 0;
  return static_cast<double>(samples_.back().done - samples_.front().done) / elapsed.count();
}

std::optional<double> Pace::seconds_left(std::uint64_t all) const {
  const double pace = per_second();
  if (pace <= 0 || samples_.back().done > all) return std::nullopt;
  return static_cast<double>(all - samples_.back().done) / pace;
}

}  // namespace callside
