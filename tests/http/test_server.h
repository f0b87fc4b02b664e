#pragma once

#include <httplib.h>
#include <spdlog/sinks/ostream_sink.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>

#include "searchd/http/api.h"
#include "searchd/http/http_server.h"
#include "tests/http/fake_suggester.h"

namespace callside::testing {

// httplib initialises function-local statics with the first request. Two concurrent first requests look like
// a race to ThreadSanitizer, which does not see the guards in Debian's httplib, compiled without it. So the
// first request is answered before there are threads.
class FirstRequest : HttplibServer {
 public:
  FirstRequest() {
    httplib::detail::BufferStream stream;
    stream.Stream::write("GET / HTTP/1.1\r\n\r\n");
    bool closed = false;
    process(stream, true, closed, {});
    // The client has statics of its own.
    httplib::Server server;
    server.Post("/", [](const httplib::Request&, httplib::Response&) {});
    const int port = server.bind_to_any_port("127.0.0.1");
    std::thread listening([&] { server.listen_after_bind(); });
    httplib::Client("127.0.0.1", port).Post("/", "{}", "application/json");
    server.stop();
    listening.join();
  }
};

// The daemon's HTTP interface with a fake engine, on a free loopback port, while the object exists.
class TestServer {
 public:
  struct Parts {
    ApiKeyStore* keys = nullptr;
    Sessions* sessions = nullptr;
    const SignInCodes* codes = nullptr;
    std::vector<std::string> hosts = {};
    HttpLimits limits = {};
    std::size_t concurrent_searches = 2;
    std::chrono::milliseconds permit_timeout{30'000};
    std::span<const PageFile> page = {};
    bool open_metrics = false;
    std::chrono::milliseconds deadline{0};
  };

  TestServer() : TestServer(Parts{}) {}
  explicit TestServer(Parts parts)
      : log_(std::make_shared<spdlog::logger>("test",
                                              std::make_shared<spdlog::sinks::ostream_sink_mt>(log_text_))),
        api_(api_parts(parts)),
        server_(api_, parts.limits) {
    if (auto bound = server_.bind("127.0.0.1", 0); !bound) throw std::runtime_error(bound.error().message);
    thread_ = std::thread([this] { ended_well_ = static_cast<bool>(server_.run()); });
  }
  ~TestServer() { stop(); }

  void stop() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }
  void set_deadline(std::chrono::milliseconds deadline) { api_.set_deadline(deadline); }
  // Starts to stop; stop() waits for the end.
  void begin_stop() { server_.stop(); }
  bool ended_well() const { return ended_well_; }

  int port() const { return server_.port(); }
  std::string host() const { return "127.0.0.1:" + std::to_string(port()); }
  std::size_t open_connections() const { return server_.open_connections(); }

  httplib::Client client() const {
    httplib::Client client("127.0.0.1", port());
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    client.set_read_timeout(60);
    return client;
  }

  FakeSuggester engine;

  // The clock. A test sets the day and adds to the time.
  std::string today = "2026-10-05";
  std::atomic<std::chrono::steady_clock::duration> passed{};
  std::atomic<int> asked_for_time = 0;  // a search asks when it begins to wait for a permit
  static constexpr Moment kBegin = 1'790'000'000;

  Moment moment() const {
    return kBegin + std::chrono::duration_cast<std::chrono::seconds>(passed.load()).count();
  }

  // The log of all answers so far. Call it after stop().
  std::string log() const { return log_text_.str(); }

 private:
  inline static const FirstRequest first_request_;

  ApiParts api_parts(const Parts& parts) {
    log_->set_level(spdlog::level::debug);
    ApiParts api;
    api.suggester = &engine;
    api.keys = parts.keys;
    api.sessions = parts.sessions;
    api.codes = parts.codes;
    api.page = parts.page;
    api.hosts = parts.hosts;
    api.own_host = "127.0.0.1";
    api.open_metrics = parts.open_metrics;
    api.deadline = parts.deadline;
    api.log = log_;
    api.clock = {[this] {
                   ++asked_for_time;
                   return std::chrono::steady_clock::now() + passed.load();
                 },
                 [this] { return today; }, [this] { return moment(); }};
    api.concurrent_searches = parts.concurrent_searches;
    api.permit_timeout = parts.permit_timeout;
    api.open_connections = [this] { return server_.open_connections(); };
    return api;
  }

  std::ostringstream log_text_;
  std::shared_ptr<spdlog::logger> log_;
  Api api_;
  HttpServer server_;
  std::atomic<bool> ended_well_ = false;
  std::thread thread_;
};

inline httplib::Headers bearer(const std::string& key) { return {{"Authorization", "Bearer " + key}}; }

// Raw requests.
inline std::string get_request(const TestServer& server, const std::string& target,
                               const std::string& headers = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: " + server.host() + "\r\n" + headers + "\r\n";
}
inline std::string post_request(const TestServer& server, const std::string& headers,
                                const std::string& body) {
  return "POST /v1/suggest HTTP/1.1\r\nHost: " + server.host() + "\r\nContent-Type: application/json\r\n" +
         headers + "\r\n" + body;
}

inline httplib::Result post_suggest(TestServer& server, const std::string& body,
                                    const char* type = "application/json") {
  return server.client().Post("/v1/suggest", body, type);
}

inline nlohmann::json json_of(const httplib::Result& result) {
  if (!result) throw std::runtime_error("no answer: " + httplib::to_string(result.error()));
  return nlohmann::json::parse(result->body);
}

}  // namespace callside::testing
