#include "searchd/http/request_head.h"

#include <string>

#include "tests/support/catch2.h"

using callside::find_head_end;
using callside::HttpLimits;
using callside::parse_request_head;

namespace {

const HttpLimits kLimits;

int status_of(const std::string& head) {
  const auto parsed = parse_request_head(head, kLimits);
  return parsed ? 200 : parsed.error().status;
}

std::string head_of_get(const std::string& target, const std::string& headers = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}

}  // namespace

TEST_CASE("a request's path, query and headers are kept as sent") {
  const auto head = parse_request_head(
      head_of_get("/v1/articles/billing%2Frefund?lang=sl&x=%41#part", "X-Key:  a%62c \r\nAccept:\r\n"),
      kLimits);
  REQUIRE(head);
  CHECK(head->request.method == "GET");
  CHECK(head->request.path == "/v1/articles/billing%2Frefund");
  CHECK(head->request.query == "lang=sl&x=%41");
  CHECK(*head->request.header("x-key") == "a%62c");
  CHECK(*head->request.header("accept") == "");
  CHECK(head->keep_alive);
}

TEST_CASE("a target may have raw non-ASCII bytes, but no blanks or control characters") {
  CHECK(status_of(head_of_get("/v1/suggest?q=ra\xc4\x8dun")) == 200);
  CHECK(status_of(head_of_get("/v1/suggest?q=a b")) == 400);
  CHECK(status_of(head_of_get("/v1/suggest?q=a\tb")) == 400);
  CHECK(status_of(head_of_get(std::string("/\0x", 3))) == 400);
}

TEST_CASE("an absolute target names the host") {
  const auto head = parse_request_head(head_of_get("http://kb.example:81/v1/suggest?q=a"), kLimits);
  REQUIRE(head);
  CHECK(head->request.path == "/v1/suggest");
  CHECK(*head->request.header("host") == "kb.example:81");
  CHECK(parse_request_head(head_of_get("http://kb.example?q=a"), kLimits)->request.path == "/");
}

TEST_CASE("ambiguous requests are refused") {
  CHECK(status_of("GET / HTTP/1.1\r\n\r\n") == 400);
  CHECK(status_of(head_of_get("/", "Host: y\r\n")) == 400);
  CHECK(status_of(head_of_get("/", "Content-Length: 1\r\nContent-Length: 2\r\n")) == 400);
  CHECK(status_of(head_of_get("/", "Content-Length: 1\r\nContent-Length: 1\r\n")) == 200);
  CHECK(status_of(head_of_get("/", "Content-Length: +1\r\n")) == 400);
  CHECK(status_of(head_of_get("/", "Content-Length: 0x1\r\n")) == 400);
  CHECK(status_of(head_of_get("/", "Content-Length: 99999999999999999999\r\n")) == 400);
  CHECK(status_of(head_of_get("/", "Content-Length:\r\n")) == 400);
  CHECK(status_of(head_of_get("/", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")) == 400);
  CHECK(status_of(head_of_get("/", "Transfer-Encoding: gzip, chunked\r\n")) == 501);
  CHECK(status_of(head_of_get("/", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")) == 501);
  CHECK(status_of("POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
  CHECK(status_of(head_of_get("/", "A: b\r\n folded\r\n")) == 400);
  CHECK(status_of(head_of_get("/", "A : b\r\n")) == 400);
  CHECK(status_of(head_of_get("/", "no colon\r\n")) == 400);
  CHECK(status_of(head_of_get("/", "A: b\rc\r\n")) == 400);
  CHECK(status_of(head_of_get("/", std::string("A: b\0c\r\n", 8))) == 400);
}

TEST_CASE("malformed request lines and other versions are refused") {
  CHECK(status_of("GET /\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of("GET  HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of("G@T / HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of(head_of_get("v1/suggest")) == 400);
  CHECK(status_of("GET / HTTP/2.0\r\nHost: x\r\n\r\n") == 505);
  CHECK(status_of("GET / FTP/1.1\r\nHost: x\r\n\r\n") == 400);
}

TEST_CASE("connection options are recognised in lists and in any case") {
  CHECK_FALSE(parse_request_head(head_of_get("/", "Connection: Upgrade, Close\r\n"), kLimits)->keep_alive);
  CHECK_FALSE(parse_request_head("GET / HTTP/1.0\r\nHost: x\r\n\r\n", kLimits)->keep_alive);
  CHECK(
      parse_request_head("GET / HTTP/1.0\r\nHost: x\r\nConnection: Keep-Alive\r\n\r\n", kLimits)->keep_alive);
  CHECK(parse_request_head(head_of_get("/", "Expect: 100-Continue\r\n"), kLimits)->expects_continue);
  CHECK(status_of(head_of_get("/", "Expect: cake\r\n")) == 417);
  CHECK(status_of(head_of_get("/", "Content-Encoding: gzip\r\n")) == 415);
}

TEST_CASE("an endless head is refused at its limit") {
  const std::string line = "GET /" + std::string(kLimits.target_bytes, 'a');
  CHECK_FALSE(*find_head_end(line, 0, kLimits));
  CHECK(find_head_end(line + std::string(100, 'a'), 0, kLimits).error().status == 414);
  CHECK(status_of(head_of_get("/" + std::string(kLimits.target_bytes, 'a'))) == 414);
  CHECK(status_of(head_of_get("/" + std::string(kLimits.target_bytes - 1, 'a'))) == 200);
  std::string headers = "GET / HTTP/1.1\r\n";
  while (headers.size() <= kLimits.head_bytes) headers += "A: " + std::string(100, 'b') + "\r\n";
  CHECK(find_head_end(headers, 0, kLimits).error().status == 431);
  std::string many;
  for (std::size_t i = 0; i < kLimits.headers; ++i) many += "A: b\r\n";
  CHECK(status_of(head_of_get("/", many)) == 431);
}

TEST_CASE("the end of a head is found wherever it is split") {
  const std::string head = head_of_get("/");
  for (std::size_t i = 0; i < head.size(); ++i) CHECK_FALSE(*find_head_end(head.substr(0, i), 0, kLimits));
  CHECK(**find_head_end(head + "body", 0, kLimits) == head.size());
  CHECK(**find_head_end(head, head.size() - 1, kLimits) == head.size());
  CHECK(find_head_end("GET / HTTP/1.1\nHost: x\n\n", 0, kLimits).error().status == 400);
}
