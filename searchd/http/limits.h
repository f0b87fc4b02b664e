#pragma once

#include <chrono>
#include <cstddef>

namespace callside {

// Limits on what clients may use of the daemon. The defaults fit a team of agents and one daemon; tests pass
// their own.
struct HttpLimits {
  // Requests that are read, answered and sent at once, each on a thread. Further ones queue.
  std::size_t threads = 256;
  // Open connections, each with a file descriptor. Beyond this the least useful one is closed for a new one.
  std::size_t connections = 16'384;
  // Connections that the kernel queues until they are accepted. net.core.somaxconn may lower it.
  int backlog = 1024;
  std::size_t requests_per_connection = 100'000;

  std::chrono::milliseconds idle{60'000};      // between two requests
  std::chrono::milliseconds request{10'000};   // from a request's first byte to its last
  std::chrono::milliseconds response{30'000};  // for the client to take the whole answer
  std::chrono::milliseconds linger{2'000};     // reading on after a refusal, so that the client can read it

  // Path and query, as sent. A question of kMaxQuestionBytes with every byte percent-encoded takes half of
  // it.
  std::size_t target_bytes = 24U << 10U;
  std::size_t head_bytes = 32U << 10U;  // request line and headers
  std::size_t headers = 100;
  std::size_t body_bytes = 1U << 20U;  // decoded
};

}  // namespace callside
