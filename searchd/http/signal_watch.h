#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace callside {

// Waits for the signals that a daemon gets from an operator, on a thread of its own.
class SignalWatch {
 public:
  struct Actions {
    std::function<void()> stop;         // SIGTERM, SIGINT; nothing is called after it
    std::function<void()> reload;       // SIGHUP
    std::function<void()> status;       // SIGUSR1
    std::function<void()> each_second;  // about
  };

  // Keeps those signals for the watch, and ignores SIGPIPE and SIGUSR2. Call it before any thread is started.
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
