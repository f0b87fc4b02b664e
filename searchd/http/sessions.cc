#include "searchd/http/sessions.h"

#include <algorithm>

#include "indexer/base/digest.h"
#include "searchd/http/secret.h"

namespace callside {

std::string Sessions::begin(const std::string& key_sha256) {
  const std::string id = random_secret();
  const Time now = now_();
  const std::lock_guard lock(mutex_);
  std::erase_if(sessions_, [&](const auto& entry) { return over(entry.second, now); });
  if (sessions_.size() >= kMost) {
    sessions_.erase(std::min_element(sessions_.begin(), sessions_.end(), [](const auto& a, const auto& b) {
      return a.second.used < b.second.used;
    }));
  }
  sessions_[sha256_hex(id)] = {key_sha256, now, now};
  return id;
}

std::optional<std::string> Sessions::use(std::string_view id, bool is_use) {
  const std::string hash = sha256_hex(id);
  const Time now = now_();
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(hash);
  if (found == sessions_.end()) return std::nullopt;
  if (over(found->second, now)) {
    sessions_.erase(found);
    return std::nullopt;
  }
  if (is_use) found->second.used = now;
  return found->second.key_sha256;
}

void Sessions::end(std::string_view id) {
  const std::string hash = sha256_hex(id);
  const std::lock_guard lock(mutex_);
  sessions_.erase(hash);
}

}  // namespace callside
