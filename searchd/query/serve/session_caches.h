#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "searchd/query/retrieve/search_cache.h"

namespace callside {

// The caches of the sessions in which somebody is typing. A cache is dropped with its session, at anybody's
// next question if it was not used for a minute, or if kMaxSessionCaches others were used since. Together
// they take at most 150 MB, usually a tenth of that. Thread-safe.
class SessionCaches {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;
  static constexpr std::chrono::seconds kMaxIdle{60};
  static constexpr std::size_t kMaxSessionCaches = 500;

  explicit SessionCaches(Clock now = std::chrono::steady_clock::now) : now_(std::move(now)) {}

  // The cache of a session, empty if it is new. Stays valid if the session ends. Returns nullptr for an empty
  // name.
  std::shared_ptr<SearchCache> of(const std::string& session);
  void end(const std::string& session);
  std::size_t size() const;

 private:
  struct Entry {
    std::string session;
    std::shared_ptr<SearchCache> cache;
    std::chrono::steady_clock::time_point used;
  };
  const Clock now_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  // the most recently used first; guarded by mutex_
};

}  // namespace callside
