#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "indexer/format/document_stream.h"

namespace callside {

// A record to parse, and its number in the ledger.
struct Job {
  std::uint64_t sequence = 0;
  RawRecord record;
};
using Batch = std::vector<Job>;

// Batches of records for the workers. Any thread may use it. Its size is bounded in bytes, so that a stream
// of large records does not fill memory.
class BatchQueue {
 public:
  // Waits for room. Returns false if the queue was stopped.
  bool push(Batch batch) {
    const std::size_t size = bytes_in(batch);
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped_ || bytes_ == 0 || bytes_ + size <= kBytes; });
    if (stopped_) return false;
    bytes_ += size;
    batches_.push_back(std::move(batch));
    filled_.notify_one();
    return true;
  }

  // Waits for a batch. Returns nullopt once the queue was stopped, or closed and is empty.
  std::optional<Batch> pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return stopped_ || closed_ || !batches_.empty(); });
    if (stopped_ || batches_.empty()) return std::nullopt;
    Batch batch = std::move(batches_.front());
    batches_.pop_front();
    bytes_ -= bytes_in(batch);
    room_.notify_one();
    return batch;
  }

  void close() { set(closed_); }
  void stop() { set(stopped_); }

 private:
  static constexpr std::size_t kBytes = 32U << 20U;

  static std::size_t bytes_in(const Batch& batch) {
    std::size_t size = 0;
    for (const Job& job : batch) size += job.record.bytes.size() + 256;
    return size;
  }
  void set(bool& flag) {
    const std::lock_guard lock(mutex_);
    flag = true;
    filled_.notify_all();
    room_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable filled_, room_;
  std::deque<Batch> batches_;
  std::size_t bytes_ = 0;
  bool closed_ = false;
  bool stopped_ = false;
};

}  // namespace callside
