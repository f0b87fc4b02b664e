#include <algorithm>
#include <string>
#include <vector>

#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"
#include "tests/support/catch2.h"

using callside::Kind;
using callside::SuggestRequest;
using callside::testing::json_of;
using callside::testing::RawClient;
using callside::testing::TestServer;
using nlohmann::json;

namespace {

using Strings = std::vector<std::string>;

std::string detail_of(const httplib::Result& result) { return json_of(result)["detail"]; }

}  // namespace

TEST_CASE("GET and POST send the engine the same request") {
  TestServer server;
  auto client = server.client();
  CHECK(client
            .Get("/v1/"
                 "suggest?q=ra%C4%8Dun%202%2B1&lang=sl,%20en-US&lang=de&only_lang=sl&limit=50&product=A,B&"
                 "product="
                 "C&brand=north&kind=ticket&explain=1&nonsense=2")
            ->status == 200);
  CHECK(post_suggest(
            server,
            R"({"q":"račun 2+1","lang":["sl","en-US","de"],"only_lang":"sl","limit":50,"product":["A,B","C"],
                         "brand":"north","kind":"ticket","explain":true,"nonsense":{}})")
            ->status == 200);
  for (const SuggestRequest& request : server.engine.requests()) {
    CHECK(request.text == "račun 2+1");
    CHECK(request.lang == Strings{"sl", "en-US", "de"});
    CHECK(request.only_lang == Strings{"sl"});
    CHECK(request.limit == 50);
    CHECK(request.product == Strings{"A,B", "C"});
    CHECK(request.brand == Strings{"north"});
    CHECK(request.kind == Kind::ticket);
    CHECK(request.explain);
    CHECK(request.today == "2026-10-05");
  }
}

TEST_CASE("a plus in a query means a space, and letters need no encoding") {
  TestServer server;
  RawClient client(server.port());
  client.send("GET /v1/suggest?q=ra\xc4\x8dun+2%2b1&&lang HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(client.answer().status == 200);
  CHECK(server.engine.last_request().text == "račun 2+1");
}

TEST_CASE("absent parameters have their defaults") {
  TestServer server;
  CHECK(post_suggest(server, R"({"q":"","lang":null,"product":""})", "Application/JSON; charset=utf-8")
            ->status == 200);
  const SuggestRequest request = server.engine.last_request();
  CHECK(request.text.empty());
  CHECK(request.limit == 5);
  CHECK(request.lang.empty());
  CHECK(request.product.empty());
  CHECK_FALSE(request.kind);
  CHECK_FALSE(request.explain);
}

TEST_CASE("the error for an invalid parameter names it") {
  TestServer server;
  auto client = server.client();
  for (const char* query :
       {"",
        "q=a&q=b",
        "q=a&limit=0",
        "q=a&limit=51",
        "q=a&limit=-1",
        "q=a&limit=5x",
        "q=a&limit=",
        "q=a&limit=1e1",
        "q=a&limit=99999999999999999999",
        "q=a&limit=1&limit=2",
        "q=a&lang=en_US",
        "q=a&lang=%22",
        "q=a&only_lang=longer-long-long-long-long-long-long-long-long-long-long-long-long-tag",
        "q=a&kind=page",
        "q=a&kind=",
        "q=a&explain=",
        "q=a&explain=2",
        "q=a&explain=yes",
        "q=a&explain=TRUE",
        "q=a&explain=1&explain=1"}) {
    CAPTURE(query);
    const auto answer = client.Get(std::string("/v1/suggest?") + query);
    REQUIRE(answer);
    CHECK(answer->status == 400);
    const std::string name = detail_of(answer).substr(0, detail_of(answer).find(':'));
    CHECK(std::string(query).find(name == "q" ? "" : name + "=") != std::string::npos);
  }
  for (const char* body :
       {R"({})", R"({"q":1})", R"({"q":["a"]})", R"({"q":"a","limit":"5"})", R"({"q":"a","limit":5.5})",
        R"({"q":"a","limit":0})", R"({"q":"a","limit":18446744073709551615})", R"({"q":"a","lang":1})",
        R"({"q":"a","lang":[1]})", R"({"q":"a","lang":["s l"]})", R"({"q":"a","product":{}})",
        R"({"q":"a","kind":"page"})", R"({"q":"a","kind":["ticket"]})", R"({"q":"a","limit":true})",
        R"({"q":"a","explain":"true"})", R"({"q":"a","explain":2})", R"({"q":"a","explain":1.0})",
        R"({"q":"a","explain":[true]})"}) {
    CAPTURE(body);
    CHECK(post_suggest(server, body)->status == 400);
  }
  CHECK(server.engine.requests().empty());
}

TEST_CASE("the number and size of values are limited") {
  TestServer server;
  std::string query = "/v1/suggest?q=a";
  for (int i = 0; i < 200; ++i) query += "&brand=b";
  CHECK(server.client().Get(query)->status == 400);
  CHECK(server.client().Get("/v1/suggest?q=a&product=" + std::string(2000, 'p'))->status == 400);
}

TEST_CASE("a POST needs a JSON object and a JSON content type") {
  TestServer server;
  CHECK(post_suggest(server, R"({"q":"a"})", "text/plain")->status == 415);
  CHECK(post_suggest(server, "q=a", "application/x-www-form-urlencoded")->status == 415);
  CHECK(post_suggest(server, R"({"q":"a"})", "application/jsonp")->status == 415);
  for (const char* body :
       {"", "{", "[]", "\"q\"", "null", R"({"q":"a"}})", R"({'q':'a'})", R"({"q":"\x"})"}) {
    CAPTURE(body);
    CHECK(post_suggest(server, body)->status == 400);
  }
  CHECK(post_suggest(server, R"({"q":"a"})")->status == 200);
}

TEST_CASE("very deep nesting is refused without recursion") {
  TestServer server;
  const std::string open(500'000, '[');
  CHECK(post_suggest(server, open)->status == 400);
  CHECK(post_suggest(server, R"({"q":"a","x":)" + open + std::string(500'000, ']') + "}")->status == 200);
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  CHECK(post_suggest(server, objects)->status == 400);
}

TEST_CASE("an object with very many keys is parsed quickly") {
  TestServer server;
  std::string body = R"({"q":"a")";
  for (int i = 0; body.size() < 1'000'000; ++i) body += ",\"" + std::to_string(i) + "\":0";
  const auto begun = std::chrono::steady_clock::now();
  CHECK(post_suggest(server, body + "}")->status == 200);
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(10));
}
