#pragma once

#include <chrono>
#include <string>

#include "searchd/http/limits.h"
#include "searchd/http/problem.h"
#include "searchd/http/request.h"
#include "searchd/http/request_head.h"
#include "searchd/http/socket.h"

namespace callside {

// A complete request. `keep_alive`: the client wants to send another one on the same connection.
struct IncomingRequest {
  HttpRequest request;
  bool keep_alive = true;
};

// Reads the requests of a connection one after the other, each within the limits and within one deadline from
// its first byte to its last. Keeps received bytes that belong to the next request. One thread uses it.
class RequestReader {
 public:
  // Status of a Problem that cannot be sent, because the client has closed the connection.
  static constexpr int kClosed = 0;

  // `socket` and `limits` must outlive the reader.
  RequestReader(Socket& socket, const HttpLimits& limits) : socket_(socket), limits_(limits) {}

  enum class Arrived { nothing, request, end };
  // Checks without waiting whether a request has begun or the client has closed the connection.
  Arrived poll();

  // Reads the request that has begun. After a Problem the connection cannot be used again.
  HttpResult<IncomingRequest> read(Deadline deadline);

 private:
  HttpResult<void> receive_more(Deadline deadline);
  HttpResult<RequestHead> read_head(Deadline deadline);
  HttpResult<std::string> read_body(const RequestHead& head, Deadline deadline);

  // Skips an empty line before the request. RFC 9112, section 2.2, allows one for old clients.
  void skip_blank_line();

  Socket& socket_;
  const HttpLimits& limits_;
  std::string buffer_;       // received and not yet used
  bool blank_line_ = false;  // an empty line was skipped before the request
};

}  // namespace callside
