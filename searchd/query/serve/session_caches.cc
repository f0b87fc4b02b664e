#include "searchd/query/serve/session_caches.h"

#include <algorithm>

namespace callside {

std::shared_ptr<SearchCache> SessionCaches::of(const std::string& session) {
  if (session.empty()) return nullptr;
  const auto now = now_();
  const std::lock_guard lock(mutex_);
  while (!entries_.empty() && now - entries_.back().used > kMaxIdle) entries_.pop_back();
  const auto known = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& one) { return one.session == session; });
  if (known != entries_.end()) {
    known->used = now;
    entries_.splice(entries_.begin(), entries_, known);
    return known->cache;
  }
  if (entries_.size() == kMaxSessionCaches) entries_.pop_back();
  entries_.push_front({session, std::make_shared<SearchCache>(), now});
  return entries_.front().cache;
}

void SessionCaches::end(const std::string& session) {
  const std::lock_guard lock(mutex_);
  entries_.remove_if([&](const Entry& one) { return one.session == session; });
}

std::size_t SessionCaches::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace callside
