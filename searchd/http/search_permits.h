#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>

namespace callside {

// How many searches run at once. Connections are many and mostly wait; searches use a core each, and more of
// them than cores make all of them slow. Any thread may call it.
class SearchPermits {
 public:
  // A search's place; free again when the object goes. The slots must outlive it.
  class Permit {
   public:
    explicit Permit(SearchPermits& slots) : permits_(&slots) {}
    Permit(Permit&& other) noexcept : permits_(other.permits_) { other.permits_ = nullptr; }
    Permit& operator=(Permit&&) = delete;
    ~Permit() {
      if (permits_ != nullptr) permits_->release();
    }

   private:
    SearchPermits* permits_;
  };

  SearchPermits(std::size_t slots, std::chrono::milliseconds patience) : free_(slots), patience_(patience) {}

  // Waits for a free slot as long as an agent's patience goes; none: the daemon is busy.
  std::optional<Permit> take() {
    std::unique_lock lock(mutex_);
    if (!freed_.wait_for(lock, patience_, [this] { return free_ > 0; })) return std::nullopt;
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
  const std::chrono::milliseconds patience_;
};

}  // namespace callside
