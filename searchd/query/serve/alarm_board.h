#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "searchd/query/suggester.h"

namespace callside {

// The standing problems of an index, one for each code. Any thread.
class AlarmBoard {
 public:
  // Raises an alarm or changes the detail of one that is raised already; `since` stays the moment at which it
  // was first raised. Returns false if the same alarm with the same detail is raised already, so that a
  // failure that is retried is logged once.
  bool raise(const std::string& code, const Error& error);
  void end(std::string_view code);
  // The oldest first.
  std::vector<Alarm> all() const;

 private:
  mutable std::mutex mutex_;
  std::vector<Alarm> alarms_;  // guarded by mutex_
};

}  // namespace callside
