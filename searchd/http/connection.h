#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>

#include "searchd/http/limits.h"
#include "searchd/http/problem.h"
#include "searchd/http/request_reader.h"
#include "searchd/http/socket.h"

namespace callside {

// An accepted connection. It moves between the thread that polls idle connections and the threads that serve
// requests; one thread at a time uses it.
class Connection {
 public:
  // Takes ownership of `fd`. `limits` and `open`, the number of existing connections, must outlive the
  // object.
  Connection(int fd, const HttpLimits& limits, std::atomic<std::size_t>& open)
      : socket(fd),
        reader(socket, limits),
        peer(socket.peer()),
        requests_left(limits.requests_per_connection),
        open_(open) {
    ++open_;
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { --open_; }

  Socket socket;
  RequestReader reader;
  const std::string peer;
  std::size_t requests_left;
  bool answered = false;           // has had at least one answer, so HTTP allows closing it while it is idle
  std::optional<Problem> refusal;  // sent instead of an answer to the next request, before closing

 private:
  std::atomic<std::size_t>& open_;
};

}  // namespace callside
