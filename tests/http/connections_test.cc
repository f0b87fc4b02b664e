#include <chrono>
#include <string>
#include <vector>

#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"
#include "tests/support/catch2.h"

using callside::HttpLimits;
using callside::testing::Barrier;
using callside::testing::RawClient;
using callside::testing::TestServer;
using namespace std::chrono_literals;

namespace {

HttpLimits few_threads(std::size_t threads) {
  HttpLimits limits;
  limits.threads = threads;
  return limits;
}

}  // namespace

TEST_CASE("a client that sends its request byte by byte is refused at the deadline of the whole request") {
  HttpLimits limits;
  limits.request = 300ms;
  limits.linger = 100ms;
  TestServer server({.limits = limits});
  for (const std::string& head :
       {std::string("GET /healthz HTT"), get_request(server, "/healthz", "A: b\r\n").substr(0, 40),
        post_request(server, "Content-Length: 100000\r\n", "{"),
        post_request(server, "Transfer-Encoding: chunked\r\n", "1\r\n{\r\n")}) {
    CAPTURE(head);
    RawClient client(server.port());
    const auto begun = std::chrono::steady_clock::now();
    REQUIRE(client.send(head));
    // A byte every few milliseconds, so that a time-out between two reads never expires.
    while (!client.readable(5ms)) client.send("1");
    CHECK(client.answer().status == 408);
    const auto took = std::chrono::steady_clock::now() - begun;
    CHECK(took >= 300ms);
    CHECK(took < 20s);
    while (client.send("1")) {
    }
  }
}

TEST_CASE("an idle connection is closed without an answer after its time") {
  HttpLimits limits;
  limits.idle = 200ms;
  TestServer server({.limits = limits});
  RawClient silent(server.port());
  RawClient used(server.port());
  used.send(get_request(server, "/healthz"));
  CHECK(used.answer().status == 200);
  CHECK(used.closed());
  CHECK(silent.closed());
  RawClient blank(server.port());
  blank.send("\r\n");
  CHECK(blank.closed());
}

TEST_CASE("clients that hold their connections do not lock others out") {
  TestServer server({.limits = few_threads(4)});
  std::vector<RawClient> holders;
  // Each new client takes the thread of the one that has waited longest.
  for (int i = 0; i < 60; ++i) {
    holders.emplace_back(server.port());
    if (i % 3 == 1) holders.back().send("GET /heal");  // an unfinished request
    if (i % 3 == 2) holders.back().send(post_request(server, "Content-Length: 1000\r\n", "{"));
  }
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) {
    RawClient client(server.port());
    client.send(get_request(server, "/healthz"));
    CHECK(client.answer().status == 200);
  }
  CHECK(std::chrono::steady_clock::now() - begun < 5s);
}

TEST_CASE("connections that have sent nothing need no thread, even in great numbers") {
  TestServer server({.limits = few_threads(4)});
  std::vector<RawClient> clients;
  for (int i = 0; i < 400; ++i) clients.emplace_back(server.port());
  for (int round = 0; round < 2; ++round) {
    for (RawClient& client : clients) REQUIRE(client.send(get_request(server, "/healthz")));
    for (RawClient& client : clients) CHECK(client.answer().status == 200);
  }
  CHECK(server.open_connections() == 400);
}

TEST_CASE("a connection beyond the limit gets an answer whenever it sends its request") {
  HttpLimits limits;
  limits.connections = 32;
  TestServer server({.limits = limits});
  std::vector<RawClient> clients;
  for (int i = 0; i < 100; ++i) clients.emplace_back(server.port());
  int served = 0;
  for (RawClient& client : clients) {
    client.send(get_request(server, "/healthz"));
    const auto answer = client.answer();
    served += answer.status == 200 ? 1 : 0;
    if (answer.status == 200) continue;
    CHECK(answer.status == 503);
    CHECK(answer.head.find("Content-Type: application/problem+json\r\n") != std::string::npos);
    CHECK(answer.head.find("Retry-After: 1\r\n") != std::string::npos);
    CHECK(client.closed());
  }
  CHECK(served >= 20);
}

TEST_CASE("a client that loses its thread in the middle of its request gets a 503") {
  TestServer server({.limits = few_threads(1)});
  RawClient slow(server.port());
  slow.send("GET /heal");
  RawClient other(server.port());
  other.send(get_request(server, "/healthz"));
  CHECK(other.answer().status == 200);
  const auto answer = slow.answer();
  CHECK(answer.status == 503);
  CHECK(answer.head.find("Retry-After: 1\r\n") != std::string::npos);
  CHECK(slow.closed());
}

TEST_CASE("two hundred idle connections are kept and block nobody") {
  TestServer server;
  std::vector<RawClient> idle;
  for (int i = 0; i < 200; ++i) {
    idle.emplace_back(server.port());
    idle.back().send(get_request(server, "/healthz"));
    REQUIRE(idle.back().answer().status == 200);
  }
  CHECK(server.client().Get("/healthz")->status == 200);
  for (RawClient& client : idle) {
    client.send(get_request(server, "/healthz"));
    CHECK(client.answer().status == 200);
  }
}

TEST_CASE("a client that does not take its answer soon loses its thread") {
  HttpLimits limits = few_threads(2);
  limits.response = 60s;
  TestServer server({.limits = limits});
  server.engine.on_suggest = [](const callside::SuggestRequest&) {
    auto suggestion = callside::testing::FakeSuggester::sample();
    suggestion.passage.text = std::string(32U << 20U, 'a');
    return callside::SuggestAnswer{"000007", {}, {}, false, {suggestion}};
  };
  RawClient first(server.port());
  RawClient second(server.port());
  for (RawClient* client : {&first, &second}) {
    client->send(get_request(server, "/v1/suggest?q=a"));
    REQUIRE(client->readable(60s));
  }
  const auto begun = std::chrono::steady_clock::now();
  RawClient normal(server.port());
  normal.send(get_request(server, "/healthz"));
  CHECK(normal.answer().status == 200);
  CHECK(std::chrono::steady_clock::now() - begun < 20s);
}

TEST_CASE("a connection whose answer is being made is never ended to make room") {
  Barrier barrier;
  TestServer server({.limits = few_threads(2), .concurrent_searches = 2});
  server.engine.on_suggest = [&](const callside::SuggestRequest&) {
    barrier.wait();
    return callside::SuggestAnswer{};
  };
  RawClient first(server.port());
  RawClient second(server.port());
  first.send(get_request(server, "/v1/suggest?q=a"));
  second.send(get_request(server, "/v1/suggest?q=b"));
  barrier.until_waiting(2);
  RawClient third(server.port());
  third.send(get_request(server, "/healthz"));
  CHECK_FALSE(third.readable(50ms));
  barrier.open();
  CHECK(first.answer().status == 200);
  CHECK(second.answer().status == 200);
  CHECK(third.answer().status == 200);
}

TEST_CASE("searches wait for a permit and then give up, while other requests are answered") {
  Barrier barrier;
  TestServer server({.concurrent_searches = 1, .permit_timeout = 50ms});
  server.engine.on_suggest = [&](const callside::SuggestRequest&) {
    barrier.wait();
    return callside::SuggestAnswer{};
  };
  RawClient searching(server.port());
  searching.send(get_request(server, "/v1/suggest?q=a"));
  barrier.until_waiting(1);
  auto client = server.client();
  const auto busy = client.Get("/v1/suggest?q=b");
  REQUIRE(busy);
  CHECK(busy->status == 503);
  CHECK(busy->get_header_value("Retry-After") == "1");
  CHECK(busy->get_header_value("Content-Type") == "application/problem+json");
  CHECK(client.Get("/v1/articles/a")->status == 503);
  CHECK(client.Get("/healthz")->status == 200);
  barrier.open();
  CHECK(searching.answer().status == 200);
  CHECK(client.Get("/v1/suggest?q=b")->status == 200);
}

TEST_CASE("a stop finishes running requests and closes idle connections") {
  Barrier barrier;
  TestServer server;
  server.engine.on_suggest = [&](const callside::SuggestRequest&) {
    barrier.wait();
    return callside::SuggestAnswer{};
  };
  RawClient idle(server.port());
  idle.send(get_request(server, "/healthz"));
  CHECK(idle.answer().status == 200);
  RawClient partial(server.port());
  partial.send("GET /healthz HTTP/1.1\r\n");
  RawClient running(server.port());
  running.send(get_request(server, "/v1/suggest?q=a"));
  barrier.until_waiting(1);
  server.begin_stop();
  CHECK(idle.closed());
  CHECK(partial.answer().status == 0);
  CHECK_FALSE(running.readable(0ms));
  barrier.open();
  CHECK(running.answer().status == 200);
  CHECK(running.closed());
  server.stop();
  CHECK(server.ended_well());
}

TEST_CASE("a server that is stopped before it runs does not hang") {
  TestServer server;
  server.stop();
  CHECK(server.ended_well());
}
