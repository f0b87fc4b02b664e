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

// An accepted connection as it moves between the thread that polls idle connections and those that serve
// requests. One thread at a time uses it.
class Connection {
 public:
  // Takes over `fd`. `limits` and `open`, which counts the connections that exist, must outlive the object.
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
  bool answered = false;           // it has had at least one answer, so HTTP allows closing it while it idles
  std::optional<Problem> refusal;  // the last thing to send on it, whatever the client asks

 private:
  std::atomic<std::size_t>& open_;
};

}  // namespace callside
