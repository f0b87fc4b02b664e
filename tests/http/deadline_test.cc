// The time that a search has: its deadline, clients that leave, and answers that go without something.

#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <string>
#include <thread>

#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"
#include "tests/support/catch2.h"
#include "tests/support/text.h"

using callside::Degraded;
using callside::ErrorCode;
using callside::fail;
using callside::Result;
using callside::SuggestAnswer;
using callside::SuggestRequest;
using namespace callside::testing;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

// Returns true as soon as the condition holds; false if it does not within a minute.
bool eventually(const std::function<bool()>& condition) {
  const auto until = std::chrono::steady_clock::now() + 1min;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::yield();
  }
  return true;
}

bool has_metric(const TestServer& server, const std::string& line) {
  return holds(server.client().Get("/metrics")->body, line + "\n");
}

}  // namespace

TEST_CASE("an answer names what there was no time for, and so do the log and the metrics") {
  TestServer server;
  auto client = server.client();
  CHECK_FALSE(json_of(client.Get("/v1/suggest?q=refund")).contains("degraded"));
  CHECK(has_metric(server, "callside_degraded_total{what=\"tickets\"} 0"));
  server.engine.on_suggest = [](const SuggestRequest&) {
    SuggestAnswer answer{"000007", {"en"}, {}, false, {FakeSuggester::sample()}};
    answer.degraded = {Degraded::tickets, Degraded::passages, Degraded::translations, Degraded::corrections};
    return answer;
  };
  const json degraded = json_of(client.Get("/v1/suggest?q=refund"))["degraded"];
  CHECK(degraded == json::parse(R"(["tickets","passages","translations","corrections"])"));
  const json api = json_of(client.Get("/openapi.json"));
  CHECK(api["paths"]["/v1/suggest"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
           ["properties"]["degraded"]["items"]["enum"] == degraded);
  server.engine.on_suggest = [](const SuggestRequest&) {
    SuggestAnswer answer;
    answer.degraded = {Degraded::tickets};
    return answer;
  };
  CHECK(client.Get("/v1/suggest?q=refund")->status == 200);
  CHECK(has_metric(server, "callside_degraded_total{what=\"tickets\"} 2"));
  CHECK(has_metric(server, "callside_degraded_total{what=\"passages\"} 1"));
  CHECK(has_metric(server, "callside_degraded_total{what=\"translations\"} 1"));
  CHECK(has_metric(server, "callside_degraded_total{what=\"corrections\"} 1"));
  server.stop();
  CHECK(holds(server.log(), " key=- degraded=tickets,passages,translations,corrections\n"));
  CHECK(holds(server.log(), " key=- degraded=tickets\n"));
  CHECK(holds(server.log(), " key=-\n"));
}

TEST_CASE("a search has the time of the deadline, by the daemon's clock") {
  TestServer server({.deadline = 1h});
  const auto is_past = [&](std::chrono::steady_clock::duration after, double share) {
    bool past = false;
    server.engine.on_suggest = [&](const SuggestRequest& request) {
      server.passed = server.passed.load() + after;
      past = request.time.is_past(share);
      return SuggestAnswer{};
    };
    CHECK(server.client().Get("/v1/suggest?q=a")->status == 200);
    return past;
  };
  CHECK_FALSE(is_past(0min, 0.1));
  CHECK_FALSE(is_past(50min, 1));
  CHECK(is_past(50min, 0.5));
  CHECK(is_past(61min, 1));
  server.set_deadline(3h);
  CHECK_FALSE(is_past(61min, 1));
  CHECK(is_past(181min, 1));
  server.set_deadline(0ms);
  CHECK_FALSE(is_past(24h, 1));
}

TEST_CASE("the time that a search waits for others belongs to its deadline") {
  Barrier barrier;
  std::atomic<bool> past = false;
  TestServer server({.concurrent_searches = 1, .deadline = 1h});
  server.engine.on_suggest = [&](const SuggestRequest& request) {
    if (request.text == "first") barrier.wait();
    if (request.text == "second") past = request.time.is_past(1);
    return SuggestAnswer{};
  };
  RawClient first(server.port());
  first.send(get_request(server, "/v1/suggest?q=first"));
  barrier.until_waiting(1);
  RawClient second(server.port());
  second.send(get_request(server, "/v1/suggest?q=second"));
  CHECK(eventually([&] { return server.asked_for_time == 2; }));
  server.passed = 2h;
  barrier.open();
  CHECK(first.answer().status == 200);
  CHECK(second.answer().status == 200);
  CHECK(past);
}

TEST_CASE("a search learns that its client has closed the connection, and is no failure then") {
  const std::string version_and_headers =
      GENERATE("1.1\r\nHost: localhost\r\n\r\n", "1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
               "1.0\r\nHost: localhost\r\n\r\n", "1.1\r\nHost: localhost\r\n\r\nGET /healthz HTTP/1.1\r\n");
  CAPTURE(version_and_headers);
  TestServer server;
  std::promise<void> searching;
  std::atomic<bool> left_before = true, left = false;
  server.engine.on_suggest = [&](const SuggestRequest& request) -> Result<SuggestAnswer> {
    left_before = request.time.is_abandoned();
    searching.set_value();
    left = eventually([&] { return request.time.is_abandoned(); });
    return fail(ErrorCode::interrupted, "the client left");
  };
  RawClient client(server.port());
  client.send("GET /v1/suggest?q=a HTTP/" + version_and_headers);
  searching.get_future().wait();
  client.close();
  CHECK(eventually(
      [&] { return has_metric(server, "callside_requests_total{route=\"/v1/suggest\",status=\"499\"} 1"); }));
  CHECK_FALSE(left_before);
  CHECK(left);
  CHECK(eventually([&] { return server.open_connections() == 0; }));
  server.stop();
  CHECK(holds(server.log(), "GET /v1/suggest 499 "));
  CHECK_FALSE(holds(server.log(), "error"));
}

TEST_CASE("a client that only ended its side gets its whole answer") {
  TestServer server;
  std::promise<void> searching;
  std::atomic<bool> left = false, go_on = false;
  server.engine.on_suggest = [&](const SuggestRequest& request) {
    searching.set_value();
    eventually([&] {
      if (request.time.is_abandoned()) left = true;
      return go_on.load();
    });
    return SuggestAnswer{"000007", {"en"}, {}, false, {FakeSuggester::sample()}};
  };
  RawClient client(server.port());
  SECTION("while the daemon searches") {
    client.send(get_request(server, "/v1/suggest?q=a"));
    searching.get_future().wait();
    ::shutdown(client.fd(), SHUT_WR);
  }
  SECTION("at once") {
    client.send(get_request(server, "/v1/suggest?q=a"));
    ::shutdown(client.fd(), SHUT_WR);
  }
  SECTION("after further requests") {
    client.send(get_request(server, "/v1/suggest?q=a") + get_request(server, "/healthz"));
    ::shutdown(client.fd(), SHUT_WR);
  }
  // The daemon has noticed that the client sends no more.
  CHECK(client.readable(1min));
  go_on = true;
  const auto answer = client.answer();
  CHECK(answer.head.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(json::parse(answer.body)["suggestions"].size() == 1);
  CHECK_FALSE(left);
  if (!client.closed()) CHECK(client.answer().body == R"({"status":"ok"})");
  CHECK(client.closed());
}

TEST_CASE("a client that has sent its next request still waits for the answer to the one before") {
  TestServer server;
  std::promise<void> searching;
  std::atomic<bool> left = false, go_on = false;
  server.engine.on_suggest = [&](const SuggestRequest& request) {
    searching.set_value();
    eventually([&] { return go_on.load(); });
    left = request.time.is_abandoned();
    return SuggestAnswer{};
  };
  RawClient client(server.port());
  client.send(get_request(server, "/v1/suggest?q=a"));
  searching.get_future().wait();
  client.send(get_request(server, "/healthz"));
  go_on = true;
  CHECK(client.answer().status == 200);
  CHECK(client.answer().body == R"({"status":"ok"})");
  CHECK_FALSE(left);
}

TEST_CASE("a client that left while its search waited for others is not searched for") {
  Barrier barrier;
  TestServer server({.concurrent_searches = 1, .deadline = 1h});
  server.engine.on_suggest = [&](const SuggestRequest&) {
    barrier.wait();
    return SuggestAnswer{};
  };
  RawClient first(server.port());
  first.send(get_request(server, "/v1/suggest?q=first"));
  barrier.until_waiting(1);
  RawClient second(server.port());
  second.send(get_request(server, "/v1/suggest?q=second"));
  CHECK(eventually([&] { return server.asked_for_time == 2; }));
  const linger reset{1, 0};
  ::setsockopt(second.fd(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  second.close();
  CHECK(server.client().Get("/healthz")->status == 200);
  barrier.open();
  CHECK(first.answer().status == 200);
  CHECK(eventually(
      [&] { return has_metric(server, "callside_requests_total{route=\"/v1/suggest\",status=\"499\"} 1"); }));
  CHECK(server.engine.requests().size() == 1);
}
