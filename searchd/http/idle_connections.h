#pragma once

#include <sys/epoll.h>

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "indexer/base/error.h"
#include "searchd/http/connection.h"

namespace callside {

// The open connections on which no request has begun. They need a file descriptor each but no thread: one
// thread polls all of them. Any thread may call any method.
class IdleConnections {
 public:
  // Receives a connection on which bytes, or the end of the stream, have arrived. Must not block.
  using Ready = std::function<void(std::unique_ptr<Connection>)>;

  // Connections that stay silent for `idle` are closed.
  IdleConnections(std::chrono::milliseconds idle, Ready ready) : idle_(idle), ready_(std::move(ready)) {}
  IdleConnections(const IdleConnections&) = delete;
  IdleConnections& operator=(const IdleConnections&) = delete;
  ~IdleConnections();

  // Call once, before add().
  Result<void> start();
  // Closes the connection if stop() was called. Throws std::system_error if the kernel cannot watch it.
  void add(std::unique_ptr<Connection> connection);
  // Removes and returns the least useful connection: the one that has been idle longest since an answer, or,
  // if none has had an answer, the one that was accepted first. Returns nullptr if bytes have arrived on all
  // of them.
  std::unique_ptr<Connection> take_least_needed();
  // Closes all connections, except those on which bytes have arrived: `ready` receives those.
  void stop();

 private:
  struct Waiting {
    std::unique_ptr<Connection> connection;
    Deadline until;
  };
  struct Place {
    std::list<Waiting>* list;
    std::list<Waiting>::iterator at;
  };

  void poll();
  // Both need mutex_ to be held. Returns nullptr if no connection has that descriptor.
  std::unique_ptr<Connection> take(int fd);
  Deadline next_deadline() const;

  const std::chrono::milliseconds idle_;
  const Ready ready_;
  int epoll_ = -1;
  int wake_ = -1;  // eventfd: stop() wakes the polling thread
  std::thread poller_;

  mutable std::mutex mutex_;
  // Guarded by mutex_. Each list is ordered by `until`.
  std::list<Waiting> fresh_;  // no request yet
  std::list<Waiting> kept_;   // between two requests
  std::unordered_map<int, Place> places_;
  bool stopping_ = false;
};

}  // namespace callside
