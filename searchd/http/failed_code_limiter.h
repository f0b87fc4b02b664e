#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace callside {

// Slows down who tries sign-in codes: so many failures may come at once from one address and from all, and
// after that so many a minute. Addresses of one client network (address.h) count together. A code has 128
// random bits, so this is not what keeps it from being guessed; it bounds the work that guessing makes. Any
// thread may call it.
class FailedCodeLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // An office behind a proxy is one address to us.
  static constexpr int kOfAddress = 30;  // at once, and a minute
  static constexpr int kOfAll = 300;     // at once, and a minute

  explicit FailedCodeLimiter(std::function<Time()> now) : now_(std::move(now)) {}

  // Counts a try of that address as failed; false: it has to wait. Counted beforehand, so that many at once
  // are not all let through.
  bool begin(std::string_view address);
  // The try that was begun did not fail.
  void succeeded(std::string_view address);

 private:
  struct Bucket {
    double failures = 0;
    Time seen{};
  };

  static void drain(Bucket& bucket, int a_minute, Time now);

  const std::function<Time()> now_;
  std::mutex mutex_;
  // Guarded by mutex_:
  Bucket all_;
  std::map<std::string, Bucket> buckets_;  // without the empty ones: the limit for all bounds their number
};

}  // namespace callside
