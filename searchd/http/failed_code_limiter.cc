#include "searchd/http/failed_code_limiter.h"

#include <algorithm>

#include "searchd/http/address.h"

namespace callside {

void FailedCodeLimiter::drain(Bucket& bucket, int per_minute, Time now) {
  const std::chrono::duration<double, std::ratio<60>> minutes = now - bucket.drained;
  bucket.failures = std::max(0.0, bucket.failures - minutes.count() * per_minute);
  bucket.drained = now;
}

bool FailedCodeLimiter::begin(std::string_view address) {
  const Time now = now_();
  const std::lock_guard lock(mutex_);
  drain(all_, kInTotal, now);
  for (auto& [network, bucket] : buckets_) drain(bucket, kPerNetwork, now);
  std::erase_if(buckets_, [](const auto& entry) { return entry.second.failures <= 0; });
  if (all_.failures + 1 > kInTotal) return false;
  Bucket& bucket = buckets_.try_emplace(client_network(address), Bucket{0, now}).first->second;
  if (bucket.failures + 1 > kPerNetwork) return false;
  ++all_.failures;
  ++bucket.failures;
  return true;
}

void FailedCodeLimiter::succeeded(std::string_view address) {
  const std::lock_guard lock(mutex_);
  all_.failures = std::max(0.0, all_.failures - 1);
  const auto found = buckets_.find(client_network(address));
  if (found == buckets_.end()) return;
  found->second.failures = std::max(0.0, found->second.failures - 1);
}

}  // namespace callside
