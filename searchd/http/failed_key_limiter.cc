#include "searchd/http/failed_key_limiter.h"

#include "searchd/http/address.h"

namespace callside {

std::optional<std::chrono::seconds> FailedKeyLimiter::failed(const std::string& address, Time now) {
  const std::string network = client_network(address);
  const std::lock_guard lock(mutex_);
  if (windows_.size() >= kMaxNetworks) {
    std::erase_if(windows_, [&](const auto& entry) { return now - entry.second.start >= kWindow; });
  }
  const bool has_own = windows_.size() < kMaxNetworks || windows_.contains(network);
  Window& window = windows_[has_own ? network : std::string()];
  if (window.failures == 0 || now - window.start >= kWindow) window = {now, 0};
  if (++window.failures <= kMaxFailures) return std::nullopt;
  return std::chrono::ceil<std::chrono::seconds>(window.start + kWindow - now);
}

}  // namespace callside
