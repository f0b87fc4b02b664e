#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "searchd/query/suggester.h"

namespace callside {

// The active alarms of an index, at most one per code. Thread-safe.
class AlarmBoard {
 public:
  // Raises an alarm or changes the detail of an active one; `since` stays the time at which it was first
  // raised. Returns false if the alarm is active with the same detail, so that a failure that is retried is
  // logged once.
  bool raise(const std::string& code, const Error& error);
  void end(std::string_view code);
  // Oldest first.
  std::vector<Alarm> all() const;

 private:
  mutable std::mutex mutex_;
  std::vector<Alarm> alarms_;  // guarded by mutex_
};

}  // namespace callside
