#include <string>

#include "searchd/http/address.h"
#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"
#include "tests/support/catch2.h"

using callside::Address;
using callside::is_loopback;
using callside::testing::RawClient;
using callside::testing::TestServer;

namespace {

int status_of(TestServer& server, const std::string& host, const std::string& headers = "",
              const std::string& target = "/v1/suggest?q=a") {
  RawClient client(server.port());
  client.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n");
  return client.answer().status;
}

}  // namespace

TEST_CASE("hosts and ports are parsed as in URLs") {
  CHECK(Address::parse("KB.example:81")->host == "kb.example");
  CHECK(Address::parse("kb.example:81")->port == 81);
  CHECK_FALSE(Address::parse("kb.example")->port);
  CHECK(Address::parse("[::1]:80")->host == "::1");
  CHECK(Address::parse("[::1]:80")->text() == "[::1]:80");
  for (const char* malformed :
       {"", ":80", "::1", "[::1", "[::1]x", "[x]:1", "a:b", "a:65536", "a:-1", "a:", "a b", "a/b", "a@b"}) {
    CAPTURE(malformed);
    CHECK_FALSE(Address::parse(malformed));
  }
}

TEST_CASE("names that only look like loopback are not loopback") {
  for (const char* host : {"localhost", "127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) {
    CHECK(is_loopback(host));
  }
  for (const char* host :
       {"128.0.0.1", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0", "127.1", "", "::"}) {
    CHECK_FALSE(is_loopback(host));
  }
}

TEST_CASE("only loopback and configured hosts are answered, not rebound names") {
  TestServer server({.hosts = {"kb.example"}});
  for (const char* host :
       {"localhost", "127.0.0.1:1", "[::1]:8080", "LOCALHOST:80", "kb.example", "Kb.Example:8443"}) {
    CAPTURE(host);
    CHECK(status_of(server, host) == 200);
  }
  for (const char* host :
       {"evil.example", "127.0.0.1.evil.example", "localhost.", "kb.example.evil", "192.168.1.5", ""}) {
    CAPTURE(host);
    CHECK(status_of(server, host) == 403);
    CHECK(status_of(server, host, "", "/") == 403);
    CHECK(status_of(server, host, "", "/healthz") == 403);
  }
  CHECK(status_of(server, "localhost", "", "http://evil.example/healthz") == 403);
}

TEST_CASE("requests from pages of other origins are refused") {
  TestServer server({.hosts = {"kb.example"}});
  const std::string host = server.host();
  const auto with = [&](const std::string& at, const std::string& origin) {
    return status_of(server, at, "Origin: " + origin + "\r\n");
  };
  CHECK(with(host, "http://" + host) == 200);
  CHECK(with(host, "HTTP://" + host) == 200);
  CHECK(with("localhost", "http://localhost") == 200);
  CHECK(with("localhost:80", "http://localhost") == 200);
  CHECK(with("localhost:443", "https://localhost") == 200);
  CHECK(with("localhost", "https://kb.example") == 200);
  CHECK(with("kb.example", "https://kb.example") == 200);
  for (const char* origin : {"http://evil.example", "null", "http://localhost", "http://127.0.0.1:1",
                             "file://", "http://kb.example.evil", "chrome-extension://abc", ""}) {
    CAPTURE(origin);
    CHECK(with(host, origin) == 403);
  }
  for (const char* origin : {"https://kb.example:444", "http://kb.example:81", "http://localhost:1"}) {
    CAPTURE(origin);
    CHECK(with("localhost:8080", origin) == 403);
  }
  CHECK(with("127.0.0.1:8080", "https://127.0.0.1:9") == 403);
  CHECK(with("127.0.0.1:8080", "http://127.0.0.1") == 403);
  CHECK(status_of(server, host, "Sec-Fetch-Site: cross-site\r\n") == 403);
  CHECK(status_of(server, host, "Sec-Fetch-Site: same-site\r\n") == 403);
  CHECK(status_of(server, host, "Sec-Fetch-Site: same-origin\r\n") == 200);
  CHECK(status_of(server, host, "Sec-Fetch-Site: none\r\n") == 200);
  CHECK(status_of(server, host, "Sec-Fetch-Site: cross-site\r\n", "/healthz") == 200);
  CHECK(server.engine.requests().size() == 9);
}
