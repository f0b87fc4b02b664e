#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "indexer/base/file_digest.h"

namespace callside {

// `lowest` gives way to threads that answer requests.
enum class JobPriority { normal, lowest };

// Gives the calling thread the lowest processor and disk priority, for good. If the system refuses, the
// thread keeps its priority.
void take_lowest_priority();

// Runs one job at a time in its own thread. One thread starts the jobs and takes their outcomes. A job must
// not throw.
template <typename Outcome>
class BackgroundJob {
 public:
  using Work = std::function<Outcome(const InterruptCheck& stop)>;

  // `done` is called from the job's thread when an outcome can be taken.
  BackgroundJob(JobPriority priority, std::function<void()> done)
      : priority_(priority), done_(std::move(done)) {}
  BackgroundJob(const BackgroundJob&) = delete;
  BackgroundJob& operator=(const BackgroundJob&) = delete;
  // Asks a running job to stop and waits for it.
  ~BackgroundJob() = default;

  // Returns true if no job is running and no outcome is waiting.
  bool is_idle() const { return is_idle_; }

  bool has_outcome() const {
    const std::lock_guard lock(mutex_);
    return outcome_.has_value();
  }

  // Requires is_idle(). If the system cannot start a thread, does nothing and stays idle, so that the caller
  // can try again.
  void start(Work work) {
    is_idle_ = false;
    try {
      thread_ = std::jthread([this, work = std::move(work)](const std::stop_token& stop) {
        if (priority_ == JobPriority::lowest) take_lowest_priority();
        Outcome outcome = work([&stop] { return stop.stop_requested(); });
        {
          const std::lock_guard lock(mutex_);
          outcome_ = std::move(outcome);
        }
        done_();
      });
    } catch (const std::system_error&) {
      is_idle_ = true;
    }
  }

  // Returns the outcome of the last job, once; nullopt if there is none.
  std::optional<Outcome> take() {
    const std::lock_guard lock(mutex_);
    if (!outcome_) return std::nullopt;
    is_idle_ = true;
    return std::exchange(outcome_, std::nullopt);
  }

 private:
  const JobPriority priority_;
  const std::function<void()> done_;
  std::atomic<bool> is_idle_ = true;
  mutable std::mutex mutex_;
  std::optional<Outcome> outcome_;  // guarded by mutex_
  std::jthread thread_;             // last, because it uses the other members
};

}  // namespace callside
