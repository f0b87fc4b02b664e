#include "searchd/http/connection_threads.h"

#include <system_error>
#include <utility>

namespace callside {

void ConnectionThreads::add(std::function<void()> serve) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(serve));
    if (jobs_.size() > free_ && threads_.size() < most_) {
      try {
        threads_.emplace_back([this] { work(); });
        ++free_;
      } catch (const std::system_error&) {
        // The system has no thread left for us: as if we had reached our own limit.
      }
    }
    count_waiting();
  }
  changed_.notify_one();
}

void ConnectionThreads::count_waiting() {
  connections_.set_waiting(jobs_.size() > free_ ? jobs_.size() - free_ : 0);
}

void ConnectionThreads::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    if (jobs_.empty()) return;
    const std::function<void()> serve = std::move(jobs_.front());
    jobs_.pop_front();
    --free_;
    count_waiting();
    lock.unlock();
    serve();
    lock.lock();
    ++free_;
    count_waiting();
  }
}

void ConnectionThreads::shutdown() {
  connections_.stop();
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

}  // namespace callside
