#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>

namespace callside {

// Limits how many searches run at once. Connections are many and mostly wait; a search uses a core, and more
// searches than cores slow all of them down. Any thread may call it.
class SearchPermits {
 public:
  // The permit for one search; destroying it releases the permit. The SearchPermits must outlive it.
  class Permit {
   public:
    explicit Permit(SearchPermits& owner) : permits_(&owner) {}
    Permit(Permit&& other) noexcept : permits_(other.permits_) { other.permits_ = nullptr; }
    Permit& operator=(Permit&&) = delete;
    ~Permit() {
      if (permits_ != nullptr) permits_->release();
    }

   private:
    SearchPermits* permits_;
  };

  SearchPermits(std::size_t permits, std::chrono::milliseconds timeout) : free_(permits), timeout_(timeout) {}

  // Waits up to `timeout` for a free permit. Returns nullopt if none becomes free.
  std::optional<Permit> acquire() {
    std::unique_lock lock(mutex_);
    if (!freed_.wait_for(lock, timeout_, [this] { return free_ > 0; })) return std::nullopt;
    --free_;
    return Permit(*this);
  }

 private:
  void release() {
    {
      const std::lock_guard lock(mutex_);
      ++free_;
    }
    freed_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable freed_;
  std::size_t free_;  // guarded by mutex_
  const std::chrono::milliseconds timeout_;
};

}  // namespace callside
