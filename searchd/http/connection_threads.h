#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "searchd/http/connection.h"
#include "searchd/http/connections.h"

namespace callside {

// The threads that read requests and answer them, started as they are needed. A connection has a thread from
// the first byte of a request to the end of its answer. When all threads are taken, connections queue;
// meanwhile clients that are slow to send or to receive lose their threads.
class ConnectionThreads {
 public:
  using Serve = std::function<void(std::unique_ptr<Connection>)>;

  // Starts at most `most` threads. `serve` must not throw. `connections` must outlive the object and list the
  // connections that are being served.
  ConnectionThreads(std::size_t most, Connections& connections, Serve serve)
      : most_(most), connections_(connections), serve_(std::move(serve)) {}

  // Queues `connection`. Any thread may call it. Does not block.
  void add(std::unique_ptr<Connection> connection);
  // Serves the queued connections, then joins all threads. Call once, after the last add().
  void shutdown();

 private:
  void work();
  // Takes threads from slow clients while connections are queued.
  void reclaim_threads();
  // Both need mutex_ to be held. `what` is a member function to run on a new thread.
  std::size_t waiting() const { return jobs_.size() > free_ ? jobs_.size() - free_ : 0; }
  bool start_thread(void (ConnectionThreads::*what)());

  const std::size_t most_;
  Connections& connections_;
  const Serve serve_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::condition_variable crowded_;
  // Guarded by mutex_:
  std::deque<std::unique_ptr<Connection>> jobs_;
  std::vector<std::thread> threads_;
  std::size_t workers_ = 0;
  std::size_t free_ = 0;  // workers without a connection
  bool reclaiming_ = false;
  bool stopping_ = false;
};

}  // namespace callside
