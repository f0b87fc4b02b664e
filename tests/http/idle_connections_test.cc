#include "searchd/http/idle_connections.h"

#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "tests/support/catch2.h"

using callside::Connection;
using callside::HttpLimits;
using callside::IdleConnections;
using namespace std::chrono_literals;

namespace {

// Idle connections with the ends of their clients.
class IdleFixture {
 public:
  explicit IdleFixture(std::chrono::milliseconds idle = 60s)
      : connections(idle, [this](std::unique_ptr<Connection> connection) {
          const std::lock_guard lock(mutex_);
          ready_.push_back(std::move(connection));
          changed_.notify_all();
        }) {
    if (!connections.start()) throw std::runtime_error("cannot start");
  }
  ~IdleFixture() {
    connections.stop();
    for (const int client : clients_) ::close(client);
  }

  // Returns the client's end of a new connection.
  int add(bool answered) {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
      throw std::runtime_error("no sockets");
    clients_.push_back(ends[0]);
    auto connection = std::make_unique<Connection>(ends[1], limits_, open);
    connection->answered = answered;
    connections.add(std::move(connection));
    return ends[0];
  }

  void until_ready(std::size_t n) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ready_.size() >= n; });
  }
  std::size_t ready() {
    const std::lock_guard lock(mutex_);
    return ready_.size();
  }

  std::atomic<std::size_t> open = 0;

 private:
  const HttpLimits limits_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<Connection>> ready_;
  std::vector<int> clients_;

 public:
  IdleConnections connections;
};

void send(int client) { REQUIRE(::send(client, "G", 1, MSG_NOSIGNAL) == 1); }

// Waits until the daemon's end is closed; returns false if a byte arrives.
bool closed(int client) {
  char byte = 0;
  return ::recv(client, &byte, 1, 0) == 0;
}

}  // namespace

TEST_CASE("a connection is ready when bytes or the end of the stream arrive") {
  IdleFixture idle;
  const int first = idle.add(false);
  const int second = idle.add(true);
  idle.add(false);
  send(second);
  idle.until_ready(1);
  ::shutdown(first, SHUT_WR);
  idle.until_ready(2);
  CHECK(idle.open == 3);
}

TEST_CASE("the least useful connection is the one that has been idle longest since its answer") {
  IdleFixture idle;
  const int fresh = idle.add(false);
  const int early = idle.add(true);
  const int late = idle.add(true);
  for (const int client : {early, late, fresh}) {
    auto taken = idle.connections.take_least_needed();
    REQUIRE(taken);
    CHECK(taken->answered == (client != fresh));
    taken.reset();
    CHECK(closed(client));
  }
  CHECK_FALSE(idle.connections.take_least_needed());
}

TEST_CASE("silent connections are closed after their time") {
  IdleFixture idle(50ms);
  const int client = idle.add(false);
  CHECK(closed(client));
  CHECK(closed(idle.add(true)));
  CHECK(idle.ready() == 0);
}

TEST_CASE("a stop closes silent connections and hands over those that have sent something") {
  IdleFixture idle;
  const int silent = idle.add(true);
  const int sending = idle.add(true);
  send(sending);
  idle.connections.stop();
  CHECK(closed(silent));
  CHECK(idle.ready() == 1);
  CHECK(closed(idle.add(false)));
}
