#include "searchd/http/routes.h"

#include <set>
#include <string>

#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"
#include "tests/support/catch2.h"

using callside::PageFile;
using callside::testing::json_of;
using callside::testing::RawClient;
using callside::testing::TestServer;
using nlohmann::json;

namespace {

constexpr PageFile kPage[] = {
    {"/", "text/html; charset=utf-8", "<!doctype html>", "\"one\""},
    {"/page/app.js", "text/javascript; charset=utf-8", "export {};", "\"two\""},
};

std::string with(std::string pattern, const std::string& value) {
  const std::size_t brace = pattern.find('{');
  return brace == std::string::npos ? pattern : pattern.substr(0, brace) + value;
}

}  // namespace

TEST_CASE("an id is one percent-encoded segment") {
  TestServer server;
  auto client = server.client();
  const auto article = client.Get("/v1/articles/billing%2Frefund?lang=sl,en");
  REQUIRE(article);
  CHECK(article->status == 200);
  CHECK(article->get_header_value("Cache-Control") == "no-store");
  CHECK(server.engine.last_document() == "article billing/refund");
  CHECK(server.engine.last_document_langs() == std::vector<std::string>{"sl", "en"});
  const json body = json_of(article);
  CHECK(body["html"] == "<p data-block=\"0\">Open the order.</p>");
  CHECK(body["revision"] == "000007");
  CHECK(body["title"] == "Refund a duplicate charge");
  CHECK_FALSE(body.contains("owner"));
  CHECK_FALSE(body.contains("passage"));

  CHECK(client.Get("/v1/tickets/T%2d1%3Fa%20b%25%2B+?x=1")->status == 200);
  CHECK(server.engine.last_document() == "ticket T-1?a b%++");
  RawClient raw(server.port());
  raw.send("GET /v1/articles/..%2F%2e%2E HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(raw.answer().status == 200);
  CHECK(server.engine.last_document() == "article ../..");
  raw.send("GET /v1/articles/%FF%zz%4 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(raw.answer().status == 200);
  CHECK(server.engine.last_document() == "article \xef\xbf\xbd%zz%4");

  const auto slash = client.Get("/v1/articles/billing/refund");
  CHECK(slash->status == 404);
  CHECK(json_of(slash)["detail"].get<std::string>().find("%2F") != std::string::npos);
  CHECK(client.Get("/v1/articles/")->status == 404);
  CHECK(client.Get("/v1/articles")->status == 404);
}

TEST_CASE("a missing document and a hidden one get the same answer") {
  TestServer server;
  server.engine.on_document = [](const std::string& what) -> callside::Result<callside::FullDocument> {
    return callside::fail(callside::ErrorCode::not_found, what + " is hidden");
  };
  for (const char* path : {"/v1/articles/a", "/v1/tickets/a"}) {
    const auto answer = server.client().Get(path);
    CHECK(answer->status == 404);
    CHECK(answer->body.find("hidden") == std::string::npos);
  }
}

TEST_CASE("unknown routes get 404 and wrong methods 405") {
  TestServer server;
  auto client = server.client();
  for (const char* path :
       {"/v2", "/v1", "/v1/suggest/", "/V1/suggest", "/v1//suggest", "/%76%31/suggest", "/page/", "/x"}) {
    CAPTURE(path);
    const auto answer = client.Get(path);
    CHECK(answer->status == 404);
    CHECK(json_of(answer)["status"] == 404);
  }
  const auto put = client.Put("/v1/suggest", "{}", "application/json");
  CHECK(put->status == 405);
  CHECK(put->get_header_value("Allow") == "GET, HEAD, POST");
  CHECK(put->get_header_value("Cache-Control") == "no-store");
  CHECK(client.Post("/v1/articles/a", "{}", "application/json")->get_header_value("Allow") == "GET, HEAD");
  CHECK(client.Options("/v1/session")->get_header_value("Allow") == "GET, HEAD, POST, DELETE");
  RawClient raw(server.port());
  for (const char* method : {"TRACE", "CONNECT", "PRI", "BREW", "get"}) {
    CAPTURE(method);
    raw.send(std::string(method) + " /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(raw.answer().status == 405);
  }
  raw.send("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(raw.answer().status == 404);
}

TEST_CASE("the page has its security headers and is sent again only if it has changed") {
  TestServer server({.page = kPage});
  auto client = server.client();
  const auto html = client.Get("/");
  REQUIRE(html);
  CHECK(html->status == 200);
  CHECK(html->body == "<!doctype html>");
  CHECK(html->get_header_value("Content-Type") == "text/html; charset=utf-8");
  CHECK(html->get_header_value("ETag") == "\"one\"");
  CHECK(html->get_header_value("Cache-Control") == "no-cache");
  const std::string policy = html->get_header_value("Content-Security-Policy");
  CHECK(policy.find("default-src 'self'") != std::string::npos);
  CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(html->get_header_value("X-Content-Type-Options") == "nosniff");
  CHECK(html->get_header_value("Referrer-Policy") == "no-referrer");

  CHECK(client.Get("/page/app.js")->body == "export {};");
  CHECK(client.Get("/page/other.js")->status == 404);
  for (const char* known : {"\"two\"", "W/\"two\"", "\"x\" , \"two\"", "*"}) {
    const auto again = client.Get("/page/app.js", {{"If-None-Match", known}});
    CHECK(again->status == 304);
    CHECK(again->body.empty());
    CHECK(again->get_header_value("ETag") == "\"two\"");
  }
  CHECK(client.Get("/page/app.js", {{"If-None-Match", "\"one\""}})->status == 200);
}

TEST_CASE("every answer forbids sniffing and embedding and has its request id") {
  TestServer server;
  auto client = server.client();
  for (const char* path : {"/healthz", "/v1/suggest?q=a", "/v1/suggest", "/nothing"}) {
    const auto answer = client.Get(path);
    CHECK(answer->get_header_value("X-Content-Type-Options") == "nosniff");
    CHECK(answer->get_header_value("Cross-Origin-Resource-Policy") == "same-origin");
    CHECK(answer->get_header_value("X-Request-Id").size() == 22);
    if (answer->status >= 400) {
      CHECK(json_of(answer)["request_id"] == answer->get_header_value("X-Request-Id"));
    }
  }
}

TEST_CASE("/readyz is 503 if the index cannot be read, /healthz stays 200") {
  TestServer server;
  auto client = server.client();
  CHECK(json_of(client.Get("/readyz")) == json::parse(R"({"status":"ready","revision":"000007"})"));
  CHECK(server.engine.last_access().audiences.empty());
  server.engine.on_census = []() -> callside::Result<callside::IndexSummary> {
    return callside::fail(callside::ErrorCode::io, "/var/index is gone");
  };
  const auto answer = client.Get("/readyz");
  CHECK(answer->status == 503);
  CHECK(answer->body.find("/var") == std::string::npos);
  CHECK(client.Get("/healthz")->status == 200);
}

TEST_CASE("/metrics counts by route and status, and without keys is only for the same machine") {
  TestServer server;
  auto client = server.client();
  CHECK(client.Get("/v1/suggest?q=a")->status == 200);
  CHECK(client.Get("/v1/suggest")->status == 400);
  CHECK(client.Get("/secret-path")->status == 404);
  const auto metrics = client.Get("/metrics");
  REQUIRE(metrics);
  CHECK(metrics->status == 200);
  const auto has = [&](const std::string& line) {
    return metrics->body.find(line + "\n") != std::string::npos;
  };
  CHECK(has("callside_requests_total{route=\"/v1/suggest\",status=\"200\"} 1"));
  CHECK(has("callside_requests_total{route=\"/v1/suggest\",status=\"400\"} 1"));
  CHECK(has("callside_requests_total{route=\"-\",status=\"404\"} 1"));
  CHECK(has("callside_request_seconds_bucket{route=\"/v1/suggest\",le=\"+Inf\"} 2"));
  CHECK(has("callside_request_seconds_count{route=\"/v1/suggest\"} 2"));
  CHECK(has("callside_connections 1"));
  CHECK(has("callside_index_info{generation=\"000007\"} 1"));
  CHECK(metrics->body.find("secret") == std::string::npos);
  CHECK(client.Get("/metrics", {{"X-Forwarded-For", "192.0.2.1"}})->status == 403);
  CHECK(client.Get("/metrics", {{"Forwarded", "for=192.0.2.1"}})->status == 403);
}

TEST_CASE("/openapi.json lists exactly the routes that answer") {
  TestServer server({.page = kPage});
  auto client = server.client();
  const json api = json_of(client.Get("/openapi.json"));
  CHECK(api["openapi"] == "3.1.0");
  const std::set<std::string> methods = {"GET", "POST", "PUT", "DELETE", "PATCH"};
  std::size_t listed = 0;
  for (const auto& [pattern, operations] : api["paths"].items()) {
    listed += operations.size();
    for (const std::string& method : methods) {
      CAPTURE(pattern, method);
      httplib::Request request;
      request.method = method;
      request.path = with(pattern, "app.js") + (pattern == "/v1/suggest" && method == "GET" ? "?q=a" : "");
      if (method != "GET" && method != "DELETE") {
        request.set_header("Content-Type", "application/json");
        request.body = R"({"q":"a","key":"a"})";
      }
      std::string lower = method;
      for (char& c : lower) c = static_cast<char>(std::tolower(c));
      const auto answer = client.send(request);
      REQUIRE(answer);
      if (!operations.contains(lower)) {
        CHECK(answer->status == 405);
      } else if (pattern == "/v1/session" && method == "POST") {
        CHECK(answer->status == 400);  // the daemon runs without keys
      } else {
        CHECK(answer->status == 200);
        const auto& content = operations[lower]["responses"]["200"]["content"];
        const std::string type = answer->get_header_value("Content-Type");
        CHECK((content.contains(type.substr(0, type.find(';'))) || content.contains("*/*")));
      }
    }
  }
  CHECK(listed == callside::routes().size());
}

TEST_CASE("/openapi.json describes the parameters that the routes accept") {
  TestServer server;
  const json api = json_of(server.client().Get("/openapi.json"));
  std::set<std::string> in_query;
  for (const json& parameter : api["paths"]["/v1/suggest"]["get"]["parameters"]) {
    in_query.insert(parameter["name"]);
    CHECK(parameter["in"] == "query");
    CHECK(parameter["required"] == (parameter["name"] == "q"));
    if (parameter["name"] == "limit") {
      CHECK(parameter["schema"] == json::parse(R"({"type":"integer","minimum":1,"maximum":50,"default":5})"));
    }
    if (parameter["name"] == "kind") {
      CHECK(parameter["schema"] == json::parse(R"({"type":"string","enum":["article","ticket"]})"));
    }
    if (parameter["name"] == "explain") {
      CHECK(parameter["schema"] ==
            json::parse(R"({"type":"string","enum":["0","1","true","false"],"default":"0"})"));
    }
    if (parameter["name"] == "lang") {
      CHECK(parameter["schema"] == json::parse(R"({"type":"array","items":{"type":"string"}})"));
    }
  }
  CHECK(in_query ==
        std::set<std::string>{"q", "lang", "only_lang", "limit", "product", "brand", "kind", "explain"});
  const json body =
      api["paths"]["/v1/suggest"]["post"]["requestBody"]["content"]["application/json"]["schema"];
  CHECK(body["required"] == json::parse(R"(["q"])"));
  CHECK(body["properties"].size() == in_query.size());
  CHECK(body["properties"]["explain"]["enum"] == json::parse("[false,true,0,1]"));
  CHECK(body["properties"]["lang"]["anyOf"] ==
        json::parse(R"([{"type":"string"},{"type":"array","items":{"type":"string"}}])"));
  const json id = api["paths"]["/v1/articles/{id}"]["get"]["parameters"][0];
  CHECK(id["name"] == "id");
  CHECK(id["in"] == "path");
  CHECK(id["required"] == true);
  CHECK(api["paths"]["/v1/tickets/{id}"]["get"]["security"].size() == 2);
  CHECK_FALSE(api["paths"]["/healthz"]["get"].contains("security"));
}
