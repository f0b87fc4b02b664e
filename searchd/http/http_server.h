#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/base/error.h"
#include "searchd/http/connection.h"
#include "searchd/http/connection_threads.h"
#include "searchd/http/connections.h"
#include "searchd/http/httplib_versions.h"
#include "searchd/http/idle_connections.h"
#include "searchd/http/limits.h"
#include "searchd/http/problem.h"
#include "searchd/http/request.h"
#include "searchd/http/request_reader.h"

namespace callside {

// A request, and what its answer is logged under.
struct Exchange {
  HttpRequest request;
  std::string_view route = "-";  // the pattern that matched, static text; "-" if none did
  std::string key_name;
  std::string degraded;    // what the answer goes without: "tickets,passages"; empty: nothing
  bool is_polled = false;  // pages send it every few seconds, so it is logged at debug level
  // Returns true if the client has closed the connection. Does not wait. Works only while the answer is made.
  std::function<bool()> client_left = [] { return false; };
};

// Answers requests. Many threads call it at once.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  virtual void answer(Exchange& exchange, httplib::Response& response) = 0;
  // Answers a request that could not be read, or whose handler threw. `exchange` may be empty except for its
  // id.
  virtual void refuse(Exchange& exchange, const Problem& problem, httplib::Response& response) = 0;
  // Called after the answer was sent. `took` is the time since the request had arrived.
  virtual void answered(const Exchange& exchange, int status, std::chrono::nanoseconds took) = 0;
  // Logs something that should not happen.
  virtual void alarm(std::string_view what) = 0;
};

// An HTTP/1.1 server. httplib listens, accepts and writes answers. RequestReader reads requests, because
// httplib limits neither the time of a request nor the size of its head, percent-decodes header values, and
// drops the bytes of the next request that it has read.
//
// IdleConnections polls a connection until bytes arrive. One of the ConnectionThreads then answers them, and
// the connection goes back to being polled.
class HttpServer final : private HttplibServer {
 public:
  // `handler` must outlive the server.
  HttpServer(HttpHandler& handler, const HttpLimits& limits);
  ~HttpServer() override;

  // Listens on `host`, a name or a numeric address (IPv6 without brackets). Port 0 picks a free port.
  Result<void> bind(const std::string& host, int port);
  // Call after bind().
  int port() const { return port_; }

  // Serves until stop(), then finishes the running requests and returns. Call once.
  Result<void> run();
  // Any thread may call it, also before run(), but not a signal handler.
  void stop();

  std::size_t open_connections() const { return open_; }

 private:
  Result<void> accept_connections();
  // Called by httplib on the accepting thread.
  bool process_and_close_socket(socket_t fd) override;
  // Closes the least useful connection if there are too many.
  void make_room();
  // Answers the requests that have arrived on a connection, then polls it or closes it. Does not throw.
  void serve(std::unique_ptr<Connection> connection);
  // Returns false if the connection must be closed.
  bool serve_requests(Connection& connection, Connections::Entry& entry);
  void send_problem(Connection& connection, Connections::Entry& entry, const Problem& problem);
  // Returns false if the client did not take all of the answer. `problem` is nullptr, or the reason why there
  // is no request to answer.
  bool send_answer(Socket& socket, Connections::Entry& entry, Exchange& exchange, const Problem* problem,
                   bool close);
  void make_answer(httplib::Response& response);
  void close_listener();

  HttpHandler& handler_;
  const HttpLimits limits_;
  std::atomic<std::size_t> open_ = 0;
  Connections connections_;
  ConnectionThreads threads_;
  IdleConnections idle_;
  int port_ = 0;
  int spare_listener_ = -1;  // duplicate of the listening socket: httplib closes its own if accept(2) fails
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> closed_ = false;
};

}  // namespace callside
