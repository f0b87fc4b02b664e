#include "searchd/query/serve/alarm_board.h"

#include <algorithm>

namespace callside {

bool AlarmBoard::raise(const std::string& code, const Error& error) {
  const std::string detail = error.message + (error.hint.empty() ? "" : "; ") + error.hint;
  const std::lock_guard lock(mutex_);
  const auto at =
      std::find_if(alarms_.begin(), alarms_.end(), [&](const Alarm& one) { return one.code == code; });
  if (at == alarms_.end()) {
    alarms_.push_back({code, detail, now()});
    return true;
  }
  if (at->detail == detail) return false;
  at->detail = detail;
  return true;
}

void AlarmBoard::end(std::string_view code) {
  const std::lock_guard lock(mutex_);
  std::erase_if(alarms_, [&](const Alarm& one) { return one.code == code; });
}

std::vector<Alarm> AlarmBoard::all() const {
  const std::lock_guard lock(mutex_);
  return alarms_;
}

}  // namespace callside
