#include "searchd/http/http_server.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <system_error>
#include <thread>

#include "searchd/http/answer_stream.h"
#include "searchd/http/secret.h"

namespace callside {

namespace {

using std::chrono::steady_clock;

struct CurrentAnswer {
  Exchange& exchange;
  const Problem* problem;
  int status = 500;
};

// httplib's queue of accepted connections. It hands each connection over at once. ConnectionThreads serve
// them, since they outlive the queue, which ends when accepting fails.
class DirectTaskQueue final : public HttplibTaskQueue {
 public:
  void add(std::function<void()> hand_over) override { hand_over(); }
  void shutdown() override {}
};

// The answer that this thread is making. httplib passes its handlers only its own Request, and one thread
// makes an answer from beginning to end.
thread_local CurrentAnswer* current_answer = nullptr;

}  // namespace

HttpServer::HttpServer(HttpHandler& handler, const HttpLimits& limits)
    : handler_(handler),
      limits_(limits),
      threads_(limits.threads, connections_,
               [this](std::unique_ptr<Connection> connection) { serve(std::move(connection)); }),
      idle_(limits.idle,
            [this](std::unique_ptr<Connection> connection) { threads_.add(std::move(connection)); }) {
  set_tcp_nodelay(true);
  // httplib's default is SO_REUSEPORT, with which a second daemon would share the port instead of failing.
  set_socket_options([](socket_t fd) {
    const int yes = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(limits_.idle).count());
  set_keep_alive_max_count(limits_.requests_per_connection);
  new_task_queue = [this] {
    // httplib's stop() has no effect until now.
    if (stopping_) close_listener();
    return new DirectTaskQueue();
  };
  set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
    make_answer(response);
    // httplib would announce ranges, which it serves only if it reads the request itself.
    if (request.method == "HEAD") response.set_header("Accept-Ranges", "none");
    current_answer->status = response.status;
    return HandlerResponse::Handled;
  });
  set_exception_handler(
      [this](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
        handler_.alarm("an exception was thrown while answering a failed request");
        response.status = 500;
        current_answer->status = 500;
      });
}

HttpServer::~HttpServer() {
  if (spare_listener_ >= 0) ::close(spare_listener_);
  const int listener = svr_sock_.exchange(INVALID_SOCKET);
  if (listener != INVALID_SOCKET) ::close(listener);
}

Result<void> HttpServer::bind(const std::string& host, int port) {
  const std::string address = host + " port " + std::to_string(port);
  errno = 0;
  const int bound = port == 0 ? bind_to_any_port(host) : (bind_to_port(host, port) ? port : -1);
  if (bound < 0) {
    const char* hint = errno == EADDRINUSE
                           ? "another program is listening there: pass another port to --listen"
                           : "pass an address of this machine to --listen";
    const std::string why = errno != 0 ? ": " + std::generic_category().message(errno) : "";
    return fail(ErrorCode::io, "cannot listen on " + address + why, hint);
  }
  port_ = bound;
  if (::listen(svr_sock_, limits_.backlog) != 0) return fail_errno("cannot listen on " + address);
  spare_listener_ = ::fcntl(svr_sock_, F_DUPFD_CLOEXEC, 0);
  if (spare_listener_ < 0) return fail_errno("cannot listen on " + address);
  return ok();
}

Result<void> HttpServer::run() {
  CALLSIDE_TRY(idle_.start());
  const auto accepted = accept_connections();
  // This order answers every request that has arrived.
  connections_.stop();
  idle_.stop();
  threads_.shutdown();
  return accepted;
}

Result<void> HttpServer::accept_connections() {
  while (!listen_after_bind() && !stopping_) {
    // accept(2) also reports errors of a single connection (ECONNABORTED, EPROTO) and temporary shortages
    // (ENFILE).
    svr_sock_ = INVALID_SOCKET;  // httplib has closed it
    handler_.alarm("accepting connections failed; listening again");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    svr_sock_ = ::fcntl(spare_listener_, F_DUPFD_CLOEXEC, 0);
    if (svr_sock_ == INVALID_SOCKET) return fail_errno("cannot listen again");
  }
  return ok();
}

void HttpServer::stop() {
  stopping_ = true;
  close_listener();
}

void HttpServer::close_listener() {
  if (is_running() && !closed_.exchange(true)) httplib::Server::stop();
}

bool HttpServer::process_and_close_socket(socket_t fd) {
  try {
    idle_.add(std::make_unique<Connection>(fd, limits_, open_));
    make_room();
  } catch (const std::exception& e) {
    handler_.alarm(std::string("a connection was dropped: ") + e.what());
  }
  return true;
}

void HttpServer::make_room() {
  if (open_ > limits_.connections) {
    auto connection = idle_.take_least_needed();
    if (connection != nullptr && !connection->answered) {
      connection->refusal = Problem{503, "too many connections are open; try again", {{"Retry-After", "1"}}};
      threads_.add(std::move(connection));
    }
  }
  // Connections that are being refused are still open. If they become many, new ones wait in the kernel's
  // backlog.
  while (open_ > limits_.connections + limits_.connections / 4 && !stopping_) {
    connections_.make_room(open_ - limits_.connections);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

void HttpServer::serve(std::unique_ptr<Connection> connection) {
  try {
    bool keep = false;
    {
      Connections::Entry entry(connections_, connection->socket.fd());
      keep = serve_requests(*connection, entry);
    }
    if (keep) idle_.add(std::move(connection));
  } catch (const std::exception& e) {
    handler_.alarm(std::string("a connection was dropped: ") + e.what());
  }
}

bool HttpServer::serve_requests(Connection& connection, Connections::Entry& entry) {
  if (connection.refusal) {
    send_problem(connection, entry, *connection.refusal);
    return false;
  }
  for (;;) {
    entry.enter(Connections::Phase::receiving);
    const auto arrived = connection.reader.poll();
    if (arrived == RequestReader::Arrived::nothing) return true;
    if (arrived == RequestReader::Arrived::end) return false;
    auto incoming = connection.reader.read(steady_clock::now() + limits_.request);
    if (!incoming && incoming.error().status != RequestReader::kClosed) {
      send_problem(connection, entry, incoming.error());
      return false;
    }
    if (!incoming) {
      if (entry.reading_ended() && !connections_.stopping()) {
        send_problem(
            connection, entry,
            {503, "the request arrived too slowly while others were waiting", {{"Retry-After", "1"}}});
      }
      return false;
    }
    Exchange exchange;
    exchange.request = std::move(incoming->request);
    exchange.request.id = random_id();
    exchange.request.peer = connection.peer;
    const bool close = !incoming->keep_alive || --connection.requests_left == 0 || entry.reading_ended() ||
                       connections_.stopping();
    if (!send_answer(connection.socket, entry, exchange, nullptr, close) || close) return false;
    connection.answered = true;
  }
}

void HttpServer::send_problem(Connection& connection, Connections::Entry& entry, const Problem& problem) {
  Exchange exchange;
  exchange.request.id = random_id();
  exchange.request.peer = connection.peer;
  send_answer(connection.socket, entry, exchange, &problem, true);
  entry.enter(Connections::Phase::receiving);
  connection.socket.linger(steady_clock::now() + limits_.linger);
}

bool HttpServer::send_answer(Socket& socket, Connections::Entry& entry, Exchange& exchange,
                             const Problem* problem, bool close) {
  entry.enter(Connections::Phase::handling);
  const auto begun = steady_clock::now();
  CurrentAnswer current{exchange, problem};
  current_answer = &current;
  AnswerStream stream(socket, entry, limits_.response);
  exchange.client_left = [&stream] { return stream.client_left(); };
  bool closed = false;
  const bool sent = process(stream, close, closed, [&](httplib::Request& request) {
    // httplib uses the method only to leave out the body of the answer to HEAD.
    if (exchange.request.method == "HEAD") request.method = "HEAD";
  });
  current_answer = nullptr;
  exchange.client_left = [] { return false; };
  handler_.answered(exchange, current.status, steady_clock::now() - begun);
  return sent;
}

void HttpServer::make_answer(httplib::Response& response) {
  Exchange& exchange = current_answer->exchange;
  try {
    if (current_answer->problem != nullptr)
      return handler_.refuse(exchange, *current_answer->problem, response);
    return handler_.answer(exchange, response);
  } catch (const std::exception& e) {
    handler_.alarm("request " + exchange.request.id + ": " + e.what());
  }
  response = httplib::Response();
  handler_.refuse(exchange, {500, "see the daemon's log under this request_id"}, response);
}

}  // namespace callside
