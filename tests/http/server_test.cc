#include "searchd/http/http_server.h"

#include <chrono>
#include <string>
#include <vector>

#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"
#include "tests/support/catch2.h"

using callside::HttpLimits;
using callside::testing::json_of;
using callside::testing::RawClient;
using callside::testing::TestServer;
using nlohmann::json;

namespace {

struct NullHandler final : callside::HttpHandler {
  void answer(callside::Exchange&, httplib::Response&) override {}
  void refuse(callside::Exchange&, const callside::Problem&, httplib::Response&) override {}
  void answered(const callside::Exchange&, int, std::chrono::nanoseconds) override {}
  void alarm(std::string_view) override {}
};

}  // namespace

TEST_CASE("a connection serves its requests in order, even if they are pipelined") {
  TestServer server;
  RawClient client(server.port());
  const std::string body = R"({"q":"refund"})";
  const std::string length = "Content-Length: " + std::to_string(body.size()) + "\r\n";
  client.send(get_request(server, "/healthz") + post_request(server, length, body) +
              get_request(server, "/v1/suggest?q=late"));
  CHECK(client.answer().status == 200);
  CHECK(json::parse(client.answer().body)["suggestions"].size() == 1);
  CHECK(client.answer().status == 200);
  CHECK(server.engine.requests().at(0).text == "refund");
  CHECK(server.engine.requests().at(1).text == "late");
}

TEST_CASE("the connection is closed if the client asks for it or uses HTTP/1.0") {
  TestServer server;
  RawClient asks(server.port());
  asks.send(get_request(server, "/healthz", "Connection: close\r\n"));
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
  client.send("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" + get_request(server, "/healthz"));
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

TEST_CASE("a malformed request gets a problem and its connection is closed") {
  TestServer server;
  for (const std::string& bytes : std::vector<std::string>{
           "hello\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\nHost: localhost\n\n",
           "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
           post_request(server, "Transfer-Encoding: chunked\r\n", "zz\r\n"), std::string("\0\0\0\n", 4),
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

TEST_CASE("one empty line before a request is ignored, any other line end there is refused") {
  TestServer server;
  const std::string request = get_request(server, "/healthz");
  RawClient client(server.port());
  for (int i = 0; i < 2; ++i) {
    client.send("\r\n" + request);
    CHECK(client.answer().status == 200);
  }
  RawClient split(server.port());
  split.send("\r");
  CHECK_FALSE(split.readable(std::chrono::milliseconds(50)));
  split.send("\n" + request);
  CHECK(split.answer().status == 200);
  for (const char* before : {"\n", "\r", "\r\r\n", "\n\r\n", "\r\n\r\n", "\r\n\n", "\r\n\r"}) {
    CAPTURE(before);
    RawClient wrong(server.port());
    wrong.send(before + request);
    CHECK(wrong.answer().status == 400);
    CHECK(wrong.closed());
  }
}

TEST_CASE("a head of exactly the limit is read, one byte more is refused") {
  TestServer server;
  const std::size_t limit = HttpLimits().head_bytes;
  const std::string frame = get_request(server, "/healthz", "A: \r\n");
  for (const std::size_t bytes : {limit, limit + 1, std::size_t{40'000}}) {
    CAPTURE(bytes);
    RawClient client(server.port());
    client.send(get_request(server, "/healthz", "A: " + std::string(bytes - frame.size(), 'a') + "\r\n"));
    CHECK(client.answer().status == (bytes <= limit ? 200 : 431));
  }
}

TEST_CASE("a request that is too large gets a problem that its client can read") {
  TestServer server;
  auto client = server.client();
  const std::string huge = R"({"q":")" + std::string(3U << 20U, 'a') + "\"}";
  const auto sized = client.Post("/v1/suggest", huge, "application/json");
  REQUIRE(sized);
  CHECK(sized->status == 413);
  CHECK(json_of(sized)["status"] == 413);

  RawClient chunked(server.port());
  chunked.send(
      post_request(server, "Transfer-Encoding: chunked\r\n", "300000\r\n" + std::string(0x300000, 'a')));
  CHECK(chunked.answer().status == 413);

  // Many clients read nothing before they have sent everything.
  RawClient sending(server.port());
  sending.send(post_request(server, "Content-Length: 3000000\r\n", std::string(100'000, 'a')));
  REQUIRE(sending.readable(std::chrono::minutes(1)));
  for (int i = 0; i < 29; ++i) REQUIRE(sending.send(std::string(100'000, 'a')));
  CHECK(sending.answer().status == 413);

  RawClient waits(server.port());
  waits.send(post_request(server, "Content-Length: 3000000\r\nExpect: 100-continue\r\n", ""));
  CHECK(waits.answer().status == 413);

  const auto line = client.Get("/v1/suggest?q=" + std::string(100'000, 'a'));
  REQUIRE(line);
  CHECK(line->status == 414);
  const auto headers = client.Get("/healthz", {{"X-Long", std::string(100'000, 'a')}});
  REQUIRE(headers);
  CHECK(headers->status == 431);
}

TEST_CASE("a body of exactly the limit is read: sized, chunked, or after 100 Continue") {
  TestServer server;
  const std::string start = R"({"q":")";
  const std::string body = start + std::string((1U << 20U) - start.size() - 2, 'a') + "\"}";
  auto client = server.client();
  const auto sized = client.Post("/v1/suggest", body, "application/json");
  REQUIRE(sized);
  CHECK(sized->status == 200);
  CHECK(server.engine.last_request().text.size() == body.size() - start.size() - 2);

  RawClient chunked(server.port());
  chunked.send(post_request(server, "Transfer-Encoding: chunked\r\n", "100000\r\n" + body + "\r\n0\r\n\r\n"));
  CHECK(chunked.answer().status == 200);

  RawClient waits(server.port());
  waits.send(post_request(server, "Content-Length: 9\r\nExpect: 100-continue\r\n", ""));
  CHECK(waits.answer(false).status == 100);
  waits.send(R"({"q":"a"})");
  CHECK(waits.answer().status == 200);
}

TEST_CASE("a port that is in use is an error and is not shared") {
  TestServer server;
  NullHandler handler;
  callside::HttpServer second(handler, HttpLimits{});
  const auto bound = second.bind("127.0.0.1", server.port());
  REQUIRE_FALSE(bound);
  CHECK(bound.error().message.find("in use") != std::string::npos);
  CHECK_FALSE(bound.error().hint.empty());
}

TEST_CASE("an exception becomes a 500 without details and is logged") {
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

TEST_CASE("many clients that connect at once wait in the backlog until they are accepted") {
  NullHandler handler;
  callside::HttpServer server(handler, HttpLimits{});
  REQUIRE(server.bind("127.0.0.1", 0));
  std::vector<int> clients;
  int connected = 0;
  for (int i = 0; i < 300; ++i) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    clients.push_back(fd);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(server.port()));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
      ++connected;
      continue;
    }
    pollfd poll_fd{fd, POLLOUT, 0};
    if (::poll(&poll_fd, 1, 200) <= 0) break;
    ++connected;
  }
  for (const int fd : clients) ::close(fd);
  CHECK(connected == 300);
}
