#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "searchd/http/connections.h"
#include "searchd/http/httplib_versions.h"

namespace callside {

// The threads that connections are served by, started when they are first needed. One connection holds one
// thread for as long as it is open; where all are held and another connection comes, the one that is missed
// least is ended.
class ConnectionThreads final : public HttplibTaskQueue {
 public:
  // `connections` must outlive the object.
  ConnectionThreads(std::size_t most, Connections& connections) : most_(most), connections_(connections) {}

  void add(std::function<void()> serve) override;
  // Ends the connections that wait for their client, lets the others finish, and joins all threads.
  void shutdown() override;

 private:
  void work();
  // With mutex_ held.
  void count_waiting();

  const std::size_t most_;
  Connections& connections_;
  std::mutex mutex_;
  std::condition_variable changed_;
  // Guarded by mutex_:
  std::deque<std::function<void()>> jobs_;
  std::vector<std::thread> threads_;
  std::size_t free_ = 0;  // threads without a connection
  bool stopping_ = false;
};

}  // namespace callside
