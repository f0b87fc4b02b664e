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
  // Raises an alarm, or changes what it says; it has stood since it was raised first. Returns false where it
  // says so already: what is tried again and again is logged once.
  bool raise(const std::string& code, const Error& error);
  void end(std::string_view code);
  // The oldest first.
  std::vector<Alarm> all() const;

 private:
  mutable std::mutex mutex_;
  std::vector<Alarm> alarms_;  // guarded by mutex_
};

}  // namespace callside
