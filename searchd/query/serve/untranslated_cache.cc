#include "searchd/query/serve/untranslated_cache.h"

#include <algorithm>
#include <utility>

namespace callside {

std::size_t UntranslatedCache::capacity_for(std::size_t documents, std::size_t articles) {
  constexpr std::size_t kMaxBytes = std::size_t{64} << 20U;
  constexpr std::size_t kOverhead = 512;  // bytes, for the objects themselves and a short key
  return std::clamp<std::size_t>(kMaxBytes / (documents / 8 + 4 * articles + kOverhead), 16, 256);
}

bool UntranslatedCache::use(const Key& key) {
  const auto at =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& one) { return one.key == key; });
  if (at == entries_.end()) return false;
  std::rotate(at, at + 1, entries_.end());
  return true;
}

std::shared_ptr<const Untranslated> UntranslatedCache::find(const Key& key) {
  const std::lock_guard lock(mutex_);
  return use(key) ? entries_.back().value : nullptr;
}

void UntranslatedCache::insert(Key key, std::shared_ptr<const Untranslated> value) {
  const std::lock_guard lock(mutex_);
  // Another thread may have been faster.
  if (use(key)) return;
  if (entries_.size() >= capacity_) entries_.erase(entries_.begin());
  entries_.push_back({std::move(key), std::move(value)});
}

std::vector<std::vector<bool>> UntranslatedCache::classes_by_use() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::vector<bool>> classes;
  for (auto at = entries_.rbegin(); at != entries_.rend(); ++at) {
    if (std::find(classes.begin(), classes.end(), at->key.classes) == classes.end())
      classes.push_back(at->key.classes);
  }
  return classes;
}

}  // namespace callside
