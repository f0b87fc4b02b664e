#include "searchd/http/sessions.h"

#include <algorithm>
#include <tuple>

#include "indexer/base/digest.h"
#include "searchd/http/secret.h"

namespace callside {

std::string Sessions::begin(const std::string& key_sha256) {
  const std::string id = random_secret();
  const Time now = now_();
  const std::lock_guard lock(mutex_);
  std::erase_if(sessions_, [&](const auto& entry) { return over(entry.second, now); });
  make_room_for(key_sha256);
  sessions_[sha256_hex(id)] = {key_sha256, now, now};
  return id;
}

void Sessions::make_room_for(const std::string& key_sha256) {
  const auto of_key = [&](const auto& entry) { return entry.second.key_sha256 == key_sha256; };
  const auto own = static_cast<std::size_t>(std::count_if(sessions_.begin(), sessions_.end(), of_key));
  std::string_view losing_key = key_sha256;
  if (own < kMostPerKey) {
    if (sessions_.size() < kMost) return;
    std::map<std::string_view, std::size_t> held;
    for (const auto& [id, session] : sessions_) ++held[session.key_sha256];
    std::size_t most = own;
    for (const auto& [key, count] : held) {
      if (count > most) std::tie(losing_key, most) = std::tie(key, count);
    }
  }
  auto oldest = sessions_.end();
  for (auto it = sessions_.begin(); it != sessions_.end(); ++it) {
    if (it->second.key_sha256 != losing_key) continue;
    if (oldest == sessions_.end() || it->second.used < oldest->second.used) oldest = it;
  }
  sessions_.erase(oldest);
}

std::optional<std::string> Sessions::use(std::string_view id) {
  const std::string hash = sha256_hex(id);
  const Time now = now_();
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(hash);
  if (found == sessions_.end()) return std::nullopt;
  if (over(found->second, now)) {
    sessions_.erase(found);
    return std::nullopt;
  }
  found->second.used = now;
  return found->second.key_sha256;
}

void Sessions::end(std::string_view id) {
  const std::string hash = sha256_hex(id);
  const std::lock_guard lock(mutex_);
  sessions_.erase(hash);
}

}  // namespace callside
