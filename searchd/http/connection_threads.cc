#include "searchd/http/connection_threads.h"

#include <chrono>
#include <system_error>
#include <utility>

namespace callside {

namespace {

// Interval between looks for slow clients while connections are queued; a fraction of
// Connections::kSlowClientTimeout.
constexpr std::chrono::milliseconds kReclaimInterval{20};

}  // namespace

bool ConnectionThreads::start_thread(void (ConnectionThreads::*what)()) {
  try {
    threads_.emplace_back([this, what] { (this->*what)(); });
    return true;
  } catch (const std::system_error&) {
    return false;  // the system has no thread left: treated like reaching the limit
  }
}

void ConnectionThreads::add(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(connection));
    if (waiting() > 0 && workers_ < most_ && start_thread(&ConnectionThreads::work)) {
      ++workers_;
      ++free_;
    }
    if (waiting() > 0) {
      if (!reclaiming_) reclaiming_ = start_thread(&ConnectionThreads::reclaim_threads);
      crowded_.notify_one();
    }
  }
  changed_.notify_one();
}

void ConnectionThreads::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    if (jobs_.empty()) return;
    std::unique_ptr<Connection> connection = std::move(jobs_.front());
    jobs_.pop_front();
    --free_;
    lock.unlock();
    serve_(std::move(connection));
    lock.lock();
    ++free_;
  }
}

void ConnectionThreads::reclaim_threads() {
  std::unique_lock lock(mutex_);
  for (;;) {
    crowded_.wait(lock, [this] { return stopping_ || waiting() > 0; });
    const std::size_t needed = waiting();
    if (needed == 0) return;
    lock.unlock();
    connections_.make_room(needed);
    lock.lock();
    crowded_.wait_for(lock, kReclaimInterval);
  }
}

void ConnectionThreads::shutdown() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  crowded_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

}  // namespace callside
