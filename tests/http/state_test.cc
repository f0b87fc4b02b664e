#include <string>

#include "tests/http/keys_file.h"
#include "tests/http/test_server.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;
using nlohmann::json;

namespace {

httplib::Result post_state(TestServer& server, const std::string& body) {
  return server.client().Post("/v1/state", body, "application/json");
}

}  // namespace

TEST_CASE("the state has the notices and whether the shown documents may still be shown") {
  TestServer server;
  server.engine.on_state = [](const StateRequest&) {
    return ReaderState{"000008",
                       {{"n1", "The portal is down", "", "", {}, "2026-10-01T18:00:00Z"}},
                       DocumentState::withdrawn,
                       {DocumentState::live, DocumentState::gone}};
  };
  const auto answer = post_state(server, R"({"lang":["sl","en"],"product":"billing",
      "open":{"kind":"article","id":"billing/refund","lang":"en"},
      "listed":[{"kind":"ticket","id":"T-1","lang":"sl"},{"kind":"article","id":"b"}]})");
  CHECK(answer->status == 200);
  CHECK(answer->get_header_value("Cache-Control") == "no-store");
  CHECK(json_of(answer) == json::parse(R"({"revision":"000008","open":"withdrawn","listed":["live","gone"],
      "notices":[{"id":"n1","text":"The portal is down","lang":null,"article":null,"product":[],
                  "until":"2026-10-01T18:00:00Z"}]})"));
  const StateRequest asked = server.engine.last_state_request();
  CHECK(asked.lang == std::vector<std::string>{"sl", "en"});
  CHECK(asked.product == std::vector<std::string>{"billing"});
  REQUIRE(asked.open);
  CHECK(asked.open->id == "billing/refund");
  CHECK(asked.open->lang == "en");
  REQUIRE(asked.listed.size() == 2);
  CHECK(asked.listed[0].kind == Kind::ticket);
  CHECK(asked.listed[1].lang.empty());
}

TEST_CASE("a page that shows no documents gets only the notices, also by GET") {
  TestServer server;
  const json nothing = json::parse(R"({"revision":"000007","notices":[],"open":null,"listed":[]})");
  CHECK(json_of(post_state(server, "{}")) == nothing);
  CHECK(json_of(post_state(server, R"({"open":null,"listed":[]})")) == nothing);
  CHECK(json_of(server.client().Get("/v1/state?lang=sl,en&product=billing")) == nothing);
  CHECK(server.engine.last_state_request().lang == std::vector<std::string>{"sl", "en"});
  CHECK(server.engine.last_state_request().product == std::vector<std::string>{"billing"});
}

TEST_CASE("the error for a malformed document names its parameter") {
  TestServer server;
  for (const char* open : {"1", "\"a\"", "[]", "{}", R"({"kind":"article"})", R"({"kind":"page","id":"a"})",
                           R"({"kind":"article","id":1})", R"({"kind":"article","id":"a","lang":["en"]})"}) {
    CAPTURE(open);
    const auto as_open = post_state(server, std::string(R"({"open":)") + open + "}");
    CHECK(as_open->status == 400);
    CHECK(json_of(as_open)["detail"].get<std::string>().rfind("open: ", 0) == 0);
    const auto as_listed = post_state(server, std::string(R"({"listed":[)") + open + "]}");
    CHECK(as_listed->status == 400);
    CHECK(json_of(as_listed)["detail"].get<std::string>().rfind("listed: ", 0) == 0);
  }
  CHECK(post_state(server, R"({"listed":{"kind":"article","id":"a"}})")->status == 400);
  std::string many;
  for (int i = 0; i < 65; ++i) many += std::string(i > 0 ? "," : "") + R"({"kind":"article","id":"a"})";
  CHECK(post_state(server, R"({"listed":[)" + many + "]}")->status == 400);
}

TEST_CASE("the engine gets the access of the key") {
  KeysFile file(staff_entry() + public_entry());
  TestServer server({.keys = &file.store()});
  auto client = server.client();
  CHECK(client.Get("/v1/state")->status == 401);
  CHECK(client.Get("/v1/state", {{"Authorization", "Bearer " + kStaffKey}})->status == 200);
  CHECK(server.engine.last_access().internal());
  CHECK(client.Get("/v1/state", {{"Authorization", "Bearer " + kPublicKey}})->status == 200);
  CHECK_FALSE(server.engine.last_access().internal());
}

TEST_CASE("the state is answered while all search permits are taken") {
  Barrier barrier;
  TestServer server({.concurrent_searches = 1, .permit_timeout = std::chrono::milliseconds(1)});
  server.engine.on_suggest = [&](const SuggestRequest&) {
    barrier.wait();
    return SuggestAnswer{};
  };
  std::thread searching([&] { server.client().Get("/v1/suggest?q=a"); });
  barrier.until_waiting(1);
  CHECK(server.client().Get("/v1/suggest?q=b")->status == 503);
  CHECK(post_state(server, "{}")->status == 200);
  barrier.open();
  searching.join();
}

TEST_CASE("polling requests are counted, but logged at debug level unless they fail") {
  TestServer server;
  auto client = server.client();
  CHECK(client.Get("/v1/state")->status == 200);
  CHECK(client.Get("/v1/state?lang=-")->status == 400);
  const auto metrics = client.Get("/metrics");
  CHECK(metrics->body.find("callside_requests_total{route=\"/v1/state\",status=\"200\"} 1\n") !=
        std::string::npos);
  server.stop();
  CHECK(server.log().find("[debug] GET /v1/state 200") != std::string::npos);
  CHECK(server.log().find("[info] GET /v1/state 200") == std::string::npos);
  CHECK(server.log().find("[info] GET /v1/state 400") != std::string::npos);
}

TEST_CASE("a failing engine never gives an empty state") {
  TestServer server;
  for (const auto& [code, status] : {std::pair(ErrorCode::io, 500), std::pair(ErrorCode::not_found, 500),
                                     std::pair(ErrorCode::changed, 503)}) {
    server.engine.on_state = [code = code](const StateRequest&) -> Result<ReaderState> {
      return fail(code, "/var/index is gone");
    };
    const auto answer = post_state(server, "{}");
    CHECK(answer->status == status);
    CHECK(answer->body.find("/var") == std::string::npos);
  }
}

TEST_CASE("the schema of the state has every key of an answer") {
  TestServer server;
  const json api = json_of(server.client().Get("/openapi.json"));
  const json& route = api["paths"]["/v1/state"]["post"];
  const json& answer = route["responses"]["200"]["content"]["application/json"]["schema"]["properties"];
  const json body = json_of(post_state(server, "{}"));
  for (const auto& [key, value] : body.items()) {
    INFO(key);
    CHECK(answer.contains(key));
  }
  CHECK(answer.size() == body.size());
  CHECK(answer["open"]["enum"] == json::parse(R"(["live","withdrawn","gone",null])"));
  CHECK(answer["listed"]["items"]["enum"] == json::parse(R"(["live","withdrawn","gone"])"));
  const json& asked = route["requestBody"]["content"]["application/json"]["schema"]["properties"];
  CHECK(asked["open"]["required"] == json::parse(R"(["kind","id"])"));
  CHECK(asked["open"]["properties"]["kind"]["enum"] == json::parse(R"(["article","ticket"])"));
  CHECK(asked["listed"]["items"]["properties"].size() == 3);
}
