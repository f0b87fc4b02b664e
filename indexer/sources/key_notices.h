#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace callside {

// Which unknown keys have been named already, so that an export of a million records with the same foreign
// key is told of it once. Any thread; which record is told first depends on the threads.
class KeyNotices {
 public:
  // Whether `key` is seen for the first time. After 100 different keys nothing is new any more.
  bool is_first(std::string_view key);

 private:
  std::mutex mutex_;
  std::set<std::string, std::less<>> seen_;  // guarded by mutex_
};

}  // namespace callside
