#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace callside {

// Remembers which unknown keys were reported, so that an export of a million records with the same unknown
// key reports it once. Any thread; which record reports it depends on the timing of threads.
class KeyNotices {
 public:
  // Returns true the first time it sees `key`. Always false after 100 distinct keys.
  bool is_first(std::string_view key);

 private:
  std::mutex mutex_;
  std::set<std::string, std::less<>> seen_;  // guarded by mutex_
};

}  // namespace callside
