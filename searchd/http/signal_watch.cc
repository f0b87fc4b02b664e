#include "searchd/http/signal_watch.h"

#include <pthread.h>

#include <csignal>
#include <utility>

namespace callside {

namespace {

sigset_t watched() {
  sigset_t set;
  ::sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGUSR1}) ::sigaddset(&set, signal);
  return set;
}

}  // namespace

void SignalWatch::prepare() {
  const sigset_t set = watched();
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
  for (const int signal : {SIGPIPE, SIGUSR2}) std::signal(signal, SIG_IGN);
}

SignalWatch::SignalWatch(Actions actions) : actions_(std::move(actions)), thread_([this] { run(); }) {}

SignalWatch::~SignalWatch() {
  ending_ = true;
  ::pthread_kill(thread_.native_handle(), SIGTERM);
  thread_.join();
}

void SignalWatch::run() {
  const sigset_t set = watched();
  for (;;) {
    const timespec second{1, 0};
    const int signal = ::sigtimedwait(&set, nullptr, &second);
    if (ending_) return;
    if (signal == SIGTERM || signal == SIGINT) return actions_.stop();
    if (signal == SIGHUP) actions_.reload();
    if (signal == SIGUSR1) actions_.status();
    actions_.each_second();
  }
}

}  // namespace callside
