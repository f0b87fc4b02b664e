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

// One request and what its answer is logged under.
struct Exchange {
  HttpRequest request;
  std::string_view route = "-";  // the pattern that matched, static text; "-": none
  std::string key_name;
  bool is_polled = false;  // a page asks it all the time: not worth a line in the log
};

// What answers the requests. Called by many threads at once.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  virtual void answer(Exchange& exchange, httplib::Response& response) = 0;
  // A request that could not be read, or whose handler threw: `exchange` may be empty but for its id.
  virtual void refuse(Exchange& exchange, const Problem& problem, httplib::Response& response) = 0;
  // After the answer was sent: `took` counts from when the request was there.
  virtual void answered(const Exchange& exchange, int status, std::chrono::nanoseconds took) = 0;
  // Something that should not happen, for the log.
  virtual void alarm(std::string_view what) = 0;
};

// An HTTP/1.1 server. httplib listens, accepts and writes answers; requests are read by RequestReader, since
// httplib bounds neither a request's time nor the size of its head, percent-decodes the values of headers,
// and forgets what it has read of the next request.
//
// A connection is polled by IdleConnections until bytes arrive, has one of the ConnectionThreads until they
// are answered, and is then polled again.
class HttpServer final : private HttplibServer {
 public:
  // `handler` must outlive the server.
  HttpServer(HttpHandler& handler, const HttpLimits& limits);
  ~HttpServer() override;

  // Listens on `host` (a name or a numeric address, IPv6 without brackets). Port 0: any that is free.
  Result<void> bind(const std::string& host, int port);
  // After bind().
  int port() const { return port_; }

  // Serves until stop(): returns when the requests that were running are answered. Call once.
  Result<void> run();
  // From any thread, also before run(); not from a signal handler.
  void stop();

  std::size_t open_connections() const { return open_; }

 private:
  Result<void> accept_connections();
  // Called by httplib on the accepting thread.
  bool process_and_close_socket(socket_t fd) override;
  // Closes the connection that is missed least if there are too many.
  void make_room();
  // Answers the requests that have arrived on a connection, then polls it or closes it. Does not throw.
  void serve(std::unique_ptr<Connection> connection);
  // False: the connection must be closed.
  bool serve_requests(Connection& connection, Connections::Entry& entry);
  void send_problem(Connection& connection, Connections::Entry& entry, const Problem& problem);
  // False: the client did not take all of it. `problem`: why there is no request; else nullptr.
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
  int spare_listener_ = -1;  // the listening socket once more: httplib closes its own on a failed accept(2)
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> closed_ = false;
};

}  // namespace callside
