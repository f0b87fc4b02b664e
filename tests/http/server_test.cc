#include "searchd/http/http_server.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"

using callside::HttpLimits;
using callside::testing::Barrier;
using callside::testing::json_of;
using callside::testing::RawClient;
using callside::testing::TestServer;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

std::string get(const TestServer& server, const std::string& target, const std::string& headers = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: " + server.host() + "\r\n" + headers + "\r\n";
}

std::string post(const TestServer& server, const std::string& headers, const std::string& body) {
  return "POST /v1/suggest HTTP/1.1\r\nHost: " + server.host() + "\r\nContent-Type: application/json\r\n" +
         headers + "\r\n" + body;
}

HttpLimits few_threads(std::size_t threads) {
  HttpLimits limits;
  limits.threads = threads;
  return limits;
}

}  // namespace

TEST_CASE("a connection serves one request after the other, also sent at once") {
  TestServer server;
  RawClient client(server.port());
  const std::string body = R"({"q":"refund"})";
  const std::string length = "Content-Length: " + std::to_string(body.size()) + "\r\n";
  client.send(get(server, "/healthz") + post(server, length, body) + get(server, "/v1/suggest?q=late"));
  CHECK(client.answer().status == 200);
  CHECK(json::parse(client.answer().body)["suggestions"].size() == 1);
  CHECK(client.answer().status == 200);
  CHECK(server.engine.requests().at(0).text == "refund");
  CHECK(server.engine.requests().at(1).text == "late");
}

TEST_CASE("a client that asks for it, or speaks HTTP/1.0, has its connection closed") {
  TestServer server;
  RawClient asks(server.port());
  asks.send(get(server, "/healthz", "Connection: close\r\n"));
  CHECK(asks.answer().head.find("Connection: close\r\n") != std::string::npos);
  CHECK(asks.closed());
  RawClient old(server.port());
  old.send("GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n");
  CHECK(old.answer().status == 200);
  CHECK(old.closed());
}

TEST_CASE("HEAD gets the headers of GET and no body") {
  TestServer server;
  RawClient client(server.port());
  client.send("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" + get(server, "/healthz"));
  const auto head = client.answer(false);
  CHECK(head.status == 200);
  CHECK(head.head.find("Content-Length: 15\r\n") != std::string::npos);
  CHECK(head.head.find("Accept-Ranges: bytes") == std::string::npos);
  CHECK(client.answer().body == R"({"status":"ok"})");
}

TEST_CASE("answers are neither cut into ranges nor compressed") {
  TestServer server;
  auto client = server.client();
  const auto answer = client.Get("/healthz", {{"Range", "bytes=0-3,5-6"}, {"Accept-Encoding", "gzip, br"}});
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->body == R"({"status":"ok"})");
  CHECK_FALSE(answer->has_header("Content-Encoding"));
}

TEST_CASE("malformed requests get a problem and their connection is closed") {
  TestServer server;
  for (const std::string& bytes : std::vector<std::string>{
           "hello\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\nHost: localhost\n\n",
           "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
           post(server, "Transfer-Encoding: chunked\r\n", "zz\r\n"), std::string("\0\0\0\n", 4),
           "\x16\x03\x01\x02\x01\x01\x01\xfc\x03\x03\n"}) {
    CAPTURE(bytes);
    RawClient client(server.port());
    client.send(bytes);
    const auto answer = client.answer();
    CHECK(answer.status == 400);
    CHECK(answer.head.find("Content-Type: application/problem+json\r\n") != std::string::npos);
    const json problem = json::parse(answer.body);
    CHECK(problem["status"] == 400);
    CHECK(problem["request_id"].get<std::string>().size() == 22);
    CHECK(client.closed());
  }
  CHECK(server.client().Get("/healthz")->status == 200);
}

TEST_CASE("what is too large is refused with a problem that its sender gets to read") {
  TestServer server;
  auto client = server.client();
  const std::string huge = R"({"q":")" + std::string(3U << 20U, 'a') + "\"}";
  const auto sized = client.Post("/v1/suggest", huge, "application/json");
  REQUIRE(sized);
  CHECK(sized->status == 413);
  CHECK(json_of(sized)["status"] == 413);

  RawClient chunked(server.port());
  chunked.send(post(server, "Transfer-Encoding: chunked\r\n", "300000\r\n" + std::string(0x300000, 'a')));
  CHECK(chunked.answer().status == 413);

  RawClient waits(server.port());
  waits.send(post(server, "Content-Length: 3000000\r\nExpect: 100-continue\r\n", ""));
  CHECK(waits.answer().status == 413);

  const auto line = client.Get("/v1/suggest?q=" + std::string(100'000, 'a'));
  REQUIRE(line);
  CHECK(line->status == 414);
  const auto headers = client.Get("/healthz", {{"X-Long", std::string(100'000, 'a')}});
  REQUIRE(headers);
  CHECK(headers->status == 431);
}

TEST_CASE("a body of exactly the limit is read, sized, chunked, or after 100 Continue") {
  TestServer server;
  const std::string start = R"({"q":")";
  const std::string body = start + std::string((1U << 20U) - start.size() - 2, 'a') + "\"}";
  auto client = server.client();
  const auto sized = client.Post("/v1/suggest", body, "application/json");
  REQUIRE(sized);
  CHECK(sized->status == 200);
  CHECK(server.engine.last_request().text.size() == body.size() - start.size() - 2);

  RawClient chunked(server.port());
  chunked.send(post(server, "Transfer-Encoding: chunked\r\n", "100000\r\n" + body + "\r\n0\r\n\r\n"));
  CHECK(chunked.answer().status == 200);

  RawClient waits(server.port());
  waits.send(post(server, "Content-Length: 9\r\nExpect: 100-continue\r\n", ""));
  CHECK(waits.answer(false).status == 100);
  waits.send(R"({"q":"a"})");
  CHECK(waits.answer().status == 200);
}

TEST_CASE("a client that trickles its request is cut off at the deadline of the whole request") {
  HttpLimits limits;
  limits.request = 300ms;
  limits.linger = 100ms;
  TestServer server({.limits = limits});
  for (const std::string& head :
       {std::string("GET /healthz HTT"), get(server, "/healthz", "A: b\r\n").substr(0, 40),
        post(server, "Content-Length: 100000\r\n", "{"),
        post(server, "Transfer-Encoding: chunked\r\n", "1\r\n{\r\n")}) {
    CAPTURE(head);
    RawClient client(server.port());
    const auto begun = std::chrono::steady_clock::now();
    REQUIRE(client.send(head));
    // A byte every few milliseconds never lets a time-out between two reads expire.
    while (!client.readable(5ms)) client.send("1");
    CHECK(client.answer().status == 408);
    const auto took = std::chrono::steady_clock::now() - begun;
    CHECK(took >= 300ms);
    CHECK(took < 20s);
    while (client.send("1")) {
    }
  }
}

TEST_CASE("an idle connection is closed without a word when its time is over") {
  HttpLimits limits;
  limits.idle = 200ms;
  TestServer server({.limits = limits});
  RawClient silent(server.port());
  RawClient used(server.port());
  used.send(get(server, "/healthz"));
  CHECK(used.answer().status == 200);
  CHECK(used.closed());
  CHECK(silent.closed());
  RawClient blank(server.port());
  while (!blank.readable(1ms)) blank.send("\r\n");
  CHECK(blank.answer().status == 0);
}

TEST_CASE("clients that hold their connections don't keep others out") {
  TestServer server({.limits = few_threads(4)});
  std::vector<RawClient> holders;
  // Each newcomer takes the thread of the one that has waited longest.
  for (int i = 0; i < 60; ++i) {
    holders.emplace_back(server.port());
    if (i % 3 == 1) holders.back().send("GET /heal");  // never finishes its request
    if (i % 3 == 2) holders.back().send(post(server, "Content-Length: 1000\r\n", "{"));
  }
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) {
    RawClient client(server.port());
    client.send(get(server, "/healthz"));
    CHECK(client.answer().status == 200);
  }
  CHECK(std::chrono::steady_clock::now() - begun < 5s);
}

TEST_CASE("two hundred idle connections are kept and starve nobody") {
  TestServer server;
  std::vector<RawClient> idle;
  for (int i = 0; i < 200; ++i) {
    idle.emplace_back(server.port());
    idle.back().send(get(server, "/healthz"));
    REQUIRE(idle.back().answer().status == 200);
  }
  CHECK(server.client().Get("/healthz")->status == 200);
  for (RawClient& client : idle) {
    client.send(get(server, "/healthz"));
    CHECK(client.answer().status == 200);
  }
}

TEST_CASE("a client that does not take its answer holds no thread for long") {
  HttpLimits limits = few_threads(2);
  limits.response = 60s;
  TestServer server({.limits = limits});
  server.engine.on_suggest = [](const callside::SuggestRequest&) {
    auto suggestion = callside::testing::FakeSuggester::sample();
    suggestion.passage.text = std::string(32U << 20U, 'a');
    return callside::SuggestAnswer{"000007", {}, false, {suggestion}};
  };
  RawClient first(server.port());
  RawClient second(server.port());
  for (RawClient* client : {&first, &second}) {
    client->send(get(server, "/v1/suggest?q=a"));
    REQUIRE(client->readable(60s));
  }
  const auto begun = std::chrono::steady_clock::now();
  RawClient normal(server.port());
  normal.send(get(server, "/healthz"));
  CHECK(normal.answer().status == 200);
  CHECK(std::chrono::steady_clock::now() - begun < 20s);
}

TEST_CASE("connections whose answer is being made are never ended for others") {
  Barrier barrier;
  TestServer server({.limits = few_threads(2), .search_slots = 2});
  server.engine.on_suggest = [&](const callside::SuggestRequest&) {
    barrier.wait();
    return callside::SuggestAnswer{};
  };
  RawClient first(server.port());
  RawClient second(server.port());
  first.send(get(server, "/v1/suggest?q=a"));
  second.send(get(server, "/v1/suggest?q=b"));
  barrier.until_waiting(2);
  RawClient third(server.port());
  third.send(get(server, "/healthz"));
  CHECK_FALSE(third.readable(50ms));
  barrier.open();
  CHECK(first.answer().status == 200);
  CHECK(second.answer().status == 200);
  CHECK(third.answer().status == 200);
}

TEST_CASE("searches wait for a slot and then give up, while other requests are answered") {
  Barrier barrier;
  TestServer server({.search_slots = 1, .patience = 50ms});
  server.engine.on_suggest = [&](const callside::SuggestRequest&) {
    barrier.wait();
    return callside::SuggestAnswer{};
  };
  RawClient searching(server.port());
  searching.send(get(server, "/v1/suggest?q=a"));
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

TEST_CASE("a stop lets the requests that run finish and ends those that idle") {
  Barrier barrier;
  TestServer server;
  server.engine.on_suggest = [&](const callside::SuggestRequest&) {
    barrier.wait();
    return callside::SuggestAnswer{};
  };
  RawClient idle(server.port());
  idle.send(get(server, "/healthz"));
  CHECK(idle.answer().status == 200);
  RawClient partial(server.port());
  partial.send("GET /healthz HTTP/1.1\r\n");
  RawClient running(server.port());
  running.send(get(server, "/v1/suggest?q=a"));
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

TEST_CASE("a port that is taken is an error, not a share of it") {
  TestServer server;
  struct Nobody final : callside::HttpHandler {
    void answer(callside::Exchange&, httplib::Response&) override {}
    void refuse(callside::Exchange&, const callside::Problem&, httplib::Response&) override {}
    void answered(const callside::Exchange&, int, std::chrono::nanoseconds) override {}
    void alarm(std::string_view) override {}
  } nobody;
  callside::HttpServer second(nobody, HttpLimits{});
  const auto bound = second.bind("127.0.0.1", server.port());
  REQUIRE_FALSE(bound);
  CHECK(bound.error().message.find("in use") != std::string::npos);
  CHECK_FALSE(bound.error().hint.empty());
}

TEST_CASE("an exception becomes a 500 that says nothing, and stands in the log") {
  TestServer server;
  server.engine.on_suggest =
      [](const callside::SuggestRequest&) -> callside::Result<callside::SuggestAnswer> {
    throw std::runtime_error("secret detail");
  };
  auto client = server.client();
  const auto answer = client.Get("/v1/suggest?q=a");
  REQUIRE(answer);
  CHECK(answer->status == 500);
  CHECK(answer->body.find("secret") == std::string::npos);
  CHECK(answer->get_header_value("Content-Type") == "application/problem+json");
  CHECK(client.Get("/healthz")->status == 200);
  server.stop();
  CHECK(server.log().find("secret detail") != std::string::npos);
  CHECK(server.log().find(json_of(answer)["request_id"].get<std::string>()) != std::string::npos);
}
