#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace callside {

// Limits failed attempts to use sign-in codes, with one leaky bucket per client network (address.h) and one
// for all clients. A code has 128 random bits, so this is not what keeps it from being guessed; it bounds the
// work that guessing causes. Any thread may call it.
//
// Unlike FailedKeyLimiter it refuses attempts before they are made, because looking up a code locks and reads
// a file.
class FailedCodeLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Failures allowed at once, and drained per minute. The limit per network is generous because an office
  // behind a proxy has one address.
  static constexpr int kPerNetwork = 30;
  static constexpr int kInTotal = 300;

  explicit FailedCodeLimiter(std::function<Time()> now) : now_(std::move(now)) {}

  // Counts an attempt from `address` as failed, in advance, so that concurrent attempts cannot exceed the
  // limit. Returns false if the client must wait; the attempt is then not counted.
  bool begin(std::string_view address);
  // Takes back the count of a begin() whose attempt did not fail.
  void succeeded(std::string_view address);

 private:
  struct Bucket {
    double failures = 0;
    Time drained{};  // when drain() was last called
  };

  static void drain(Bucket& bucket, int per_minute, Time now);

  const std::function<Time()> now_;
  std::mutex mutex_;
  // Guarded by mutex_:
  Bucket all_;
  std::map<std::string, Bucket> buckets_;  // no empty ones, so all_ bounds their number
};

}  // namespace callside
