#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace callside {

// Waits on a thread of its own for the signals that an operator sends to the daemon.
class SignalWatch {
 public:
  struct Actions {
    std::function<void()> stop;         // SIGTERM, SIGINT; the last action
    std::function<void()> reload;       // SIGHUP
    std::function<void()> status;       // SIGUSR1
    std::function<void()> each_second;  // called about once a second
  };

  // Blocks those signals for all threads but the watch, and ignores SIGPIPE and SIGUSR2. Call it before
  // starting any thread.
  static void prepare();

  explicit SignalWatch(Actions actions);
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;
  ~SignalWatch();

 private:
  void run();

  const Actions actions_;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

}  // namespace callside
