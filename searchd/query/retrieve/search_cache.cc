#include "searchd/query/retrieve/search_cache.h"

#include <algorithm>
#include <utility>

namespace callside {

namespace {

// A keystroke searches up to five times, and as often in each language that it is translated to. The entries
// of two keystrokes are enough for one agent; programs that have one key ask for many.
constexpr std::size_t kMaxEntries = 256;
constexpr std::size_t kMaxCacheBytes = 256U << 10U;

std::size_t bytes_of(const std::string& key, const SearchCache::Found& found) {
  return key.size() + found->size() * sizeof(SearchCache::Match);
}

}  // namespace

SearchCache::Found SearchCache::find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto at =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& one) { return one.key == key; });
  if (at == entries_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, at);
  return at->found;
}

void SearchCache::add(std::string key, Found found) {
  const std::lock_guard lock(mutex_);
  // Another request of the session may have asked the same at the same time.
  if (std::any_of(entries_.begin(), entries_.end(), [&](const Entry& one) { return one.key == key; })) return;
  bytes_ += bytes_of(key, found);
  entries_.push_front({std::move(key), std::move(found)});
  while (entries_.size() > kMaxEntries || bytes_ > kMaxCacheBytes) {
    bytes_ -= bytes_of(entries_.back().key, entries_.back().found);
    entries_.pop_back();
  }
}

}  // namespace callside
