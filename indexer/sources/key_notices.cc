#include "indexer/sources/key_notices.h"

namespace callside {

namespace {
constexpr std::size_t kKeyLimit = 100;
}  // namespace

bool KeyNotices::is_first(std::string_view key) {
  const std::lock_guard lock(mutex_);
  if (seen_.size() >= kKeyLimit || seen_.find(key) != seen_.end()) return false;
  seen_.emplace(key);
  return true;
}

}  // namespace callside
