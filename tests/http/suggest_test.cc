#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "tests/http/raw_client.h"
#include "tests/http/test_server.h"

using callside::ErrorCode;
using callside::fail;
using callside::Kind;
using callside::SuggestAnswer;
using callside::SuggestRequest;
using callside::testing::FakeSuggester;
using callside::testing::json_of;
using callside::testing::RawClient;
using callside::testing::TestServer;
using nlohmann::json;

namespace {

using Strings = std::vector<std::string>;

httplib::Result post(TestServer& server, const std::string& body, const char* type = "application/json") {
  return server.client().Post("/v1/suggest", body, type);
}

std::string detail_of(const httplib::Result& result) { return json_of(result)["detail"]; }

}  // namespace

TEST_CASE("a suggestion has the keys of the contract, and none for staff without a staff key") {
  TestServer server;
  const auto answer = server.client().Get("/v1/suggest?q=refund");
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->get_header_value("Content-Type") == "application/json");
  CHECK(answer->get_header_value("Cache-Control") == "no-store");
  json body = json_of(answer);
  CHECK(body["query_id"].get<std::string>().size() == 22);
  CHECK(body["took_ms"].is_number());
  CHECK(body["suggestions"].size() == 1);
  CHECK(body["suggestions"][0] == json::parse(R"({
    "kind":"article","id":"billing/refund","lang":"en","title":"Refund a duplicate charge",
    "url":"https://kb.example/billing/refund","product":["billing"],
    "passage":{"heading":"Refund","text":"Open the order.","highlights":[[9,14]],
               "blocks":[{"type":"step","text":"Open the order.","highlights":[[9,14]],"block":3}]},
    "score":0.83,"confidence":"validated","audience":["public"],"updated":"2026-10-01",
    "languages":["en","de"],"verify_caller":true,"stale":false,"outdated":false,"say_aloud":false,
    "say_aloud_reason":"verify the caller first",
    "resolved_tickets":14,
    "tickets":[{"id":"T-1029","lang":"sl","closed":"2026-09-12","similar":2,
                "question":{"heading":"","text":"Charged twice.","highlights":[[0,7]],
                            "blocks":[{"type":"p","text":"Charged twice.","highlights":[[0,7]],"block":0}]}}]})"));
  body.erase("query_id");
  body.erase("took_ms");
  body.erase("suggestions");
  CHECK(body == json::parse(R"({"revision":"000007","languages":["en"],"corrected":null,"nothing_good":false,
                          "notices":[]})"));
  CHECK(json_of(server.client().Get("/v1/suggest?q=refund"))["query_id"] != json_of(answer)["query_id"]);
}

namespace {

// As the engine does: an explanation for who asks for one.
void explain_when_asked(TestServer& server) {
  server.engine.on_suggest = [](const SuggestRequest& request) {
    auto suggestion = FakeSuggester::sample();
    if (request.explain) suggestion.explanation = FakeSuggester::explanation();
    return SuggestAnswer{"000007", {"en"}, {}, false, {suggestion}};
  };
}

// Whether all keys of the answer are in the schema, on every level.
void check_in_schema(const json& answer, const json& schema, const std::string& at) {
  INFO(at);
  if (answer.is_object()) {
    for (const auto& [key, value] : answer.items()) {
      INFO(key);
      REQUIRE(schema["properties"].contains(key));
      check_in_schema(value, schema["properties"][key], at + "/" + key);
    }
  } else if (answer.is_array()) {
    for (const json& item : answer) check_in_schema(item, schema["items"], at + "[]");
  } else if (schema.contains("enum")) {
    const json& values = schema["enum"];
    CHECK(std::find(values.begin(), values.end(), answer) != values.end());
  } else if (schema["type"].is_string()) {
    CHECK(schema["type"] == (answer.is_string()                                          ? "string"
                             : answer.is_boolean()                                       ? "boolean"
                             : answer.is_number_integer() && schema["type"] == "integer" ? "integer"
                                                                                         : "number"));
  }
}

}  // namespace

TEST_CASE("notices stand beside the suggestions, and in the schema") {
  TestServer server;
  server.engine.on_suggest = [](const SuggestRequest&) {
    return SuggestAnswer{
        "000007",
        {"en"},
        {},
        false,
        {},
        {{"n2", "Portal je spet na voljo", "sl", "billing/refund", {"billing"}, "2026-10-01T16:00:00Z"},
         {"n1", "The portal is down", "", "", {}, "2026-10-01T18:00:00Z"}}};
  };
  const json body = json_of(server.client().Get("/v1/suggest?q=refund"));
  CHECK(body["notices"] == json::parse(R"([
    {"id":"n2","text":"Portal je spet na voljo","lang":"sl","article":"billing/refund","product":["billing"],
     "until":"2026-10-01T16:00:00Z"},
    {"id":"n1","text":"The portal is down","lang":null,"article":null,"product":[],"until":"2026-10-01T18:00:00Z"}])"));
  const json api = json_of(server.client().Get("/openapi.json"));
  const json& schema =
      api["paths"]["/v1/suggest"]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
  const json& notice = schema["properties"]["notices"]["items"]["properties"];
  for (const auto& [key, value] : body["notices"][0].items()) {
    INFO(key);
    CHECK(notice.contains(key));
  }
  CHECK(notice.size() == body["notices"][0].size());
}

TEST_CASE("a suggestion says why it stands where it does, where that is asked for") {
  TestServer server;
  explain_when_asked(server);
  auto client = server.client();
  const json body = json_of(client.Get("/v1/suggest?q=refnd&explain=1"));
  CHECK(body["suggestions"][0]["explain"] == json::parse(R"({
    "weight":9.873,"parts":{"bm25f":6.123,"together":1.5,"block":2.25,"title":0.5,"half_typed":-0.5},
    "coverage":0.75,"title_share":0.5,
    "words":[{"typed":"refnd","weight":3.25,"found":[
      {"understood":"mistyped","word":"refund","fields":{"title":1,"body":2}},
      {"understood":"another form","fields":{}}]}],
    "missing":[{"typed":"twice","weight":2.5}],
    "ignored":[{"typed":"the","why":"stop word"}],
    "matched_version":{"kind":"ticket","id":"T-7","lang":"sl"}})"));
  const json api = json_of(client.Get("/openapi.json"));
  for (const char* method : {"get", "post"}) {
    const json& schema =
        api["paths"]["/v1/suggest"][method]["responses"]["200"]["content"]["application/json"]["schema"];
    check_in_schema(body, schema, method);
    const json& explain = schema["properties"]["suggestions"]["items"]["properties"]["explain"];
    CHECK(explain["properties"].size() == body["suggestions"][0]["explain"].size());
  }
}

TEST_CASE("explain is yes or no, in a query and in JSON") {
  TestServer server;
  explain_when_asked(server);
  auto client = server.client();
  const auto explains = [](const httplib::Result& answer) {
    REQUIRE(answer);
    REQUIRE(answer->status == 200);
    return json_of(answer)["suggestions"][0].contains("explain");
  };
  for (const char* yes : {"1", "true"}) {
    CHECK(explains(client.Get(std::string("/v1/suggest?q=a&explain=") + yes)));
    CHECK(explains(post(server, std::string(R"({"q":"a","explain":)") + yes + "}")));
  }
  for (const char* no : {"0", "false"}) {
    CHECK_FALSE(explains(client.Get(std::string("/v1/suggest?q=a&explain=") + no)));
    CHECK_FALSE(explains(post(server, std::string(R"({"q":"a","explain":)") + no + "}")));
  }
  CHECK_FALSE(explains(client.Get("/v1/suggest?q=a")));
  CHECK_FALSE(explains(post(server, R"({"q":"a","explain":null})")));
}

TEST_CASE("a ticket names the article that resolved it") {
  TestServer server;
  server.engine.on_suggest = [](const SuggestRequest&) {
    auto ticket = FakeSuggester::sample();
    ticket.kind = Kind::ticket;
    ticket.article = "billing/refund";
    ticket.similar = 59;
    return SuggestAnswer{"000007", {}, {}, true, {ticket}};
  };
  const json body = json_of(server.client().Get("/v1/suggest?q=refund"));
  CHECK(body["nothing_good"] == true);
  CHECK(body["suggestions"][0]["kind"] == "ticket");
  CHECK(body["suggestions"][0]["article"] == "billing/refund");
  CHECK(body["suggestions"][0]["similar"] == 59);
  // These are an article's.
  CHECK_FALSE(body["suggestions"][0].contains("tickets"));
  CHECK_FALSE(body["suggestions"][0].contains("resolved_tickets"));
}

TEST_CASE("GET and POST ask the engine the same") {
  TestServer server;
  auto client = server.client();
  CHECK(client
            .Get("/v1/"
                 "suggest?q=ra%C4%8Dun%202%2B1&lang=sl,%20en-US&lang=de&only_lang=sl&limit=50&product=A,B&"
                 "product="
                 "C&brand=north&kind=ticket&explain=1&nonsense=2")
            ->status == 200);
  CHECK(post(server,
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

TEST_CASE("a plus in a query is a blank, and letters need no encoding") {
  TestServer server;
  RawClient client(server.port());
  client.send("GET /v1/suggest?q=ra\xc4\x8dun+2%2b1&&lang HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(client.answer().status == 200);
  CHECK(server.engine.last_request().text == "račun 2+1");
}

TEST_CASE("what is not given has its default") {
  TestServer server;
  CHECK(post(server, R"({"q":"","lang":null,"product":""})", "Application/JSON; charset=utf-8")->status ==
        200);
  const SuggestRequest request = server.engine.last_request();
  CHECK(request.text.empty());
  CHECK(request.limit == 5);
  CHECK(request.lang.empty());
  CHECK(request.product.empty());
  CHECK_FALSE(request.kind);
  CHECK_FALSE(request.explain);
}

TEST_CASE("wrong parameters are refused by name") {
  TestServer server;
  auto client = server.client();
  for (const char* query : {"",
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
                            "q=a&only_lang=-",
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
    CHECK(post(server, body)->status == 400);
  }
  CHECK(server.engine.requests().empty());
}

TEST_CASE("a value list has an end") {
  TestServer server;
  std::string query = "/v1/suggest?q=a";
  for (int i = 0; i < 200; ++i) query += "&brand=b";
  CHECK(server.client().Get(query)->status == 400);
  CHECK(server.client().Get("/v1/suggest?q=a&product=" + std::string(2000, 'p'))->status == 400);
}

TEST_CASE("a POST needs a JSON object that says it is one") {
  TestServer server;
  CHECK(post(server, R"({"q":"a"})", "text/plain")->status == 415);
  CHECK(post(server, "q=a", "application/x-www-form-urlencoded")->status == 415);
  CHECK(post(server, R"({"q":"a"})", "application/jsonp")->status == 415);
  for (const char* body :
       {"", "{", "[]", "\"q\"", "null", R"({"q":"a"}})", R"({'q':'a'})", R"({"q":"\x"})"}) {
    CAPTURE(body);
    CHECK(post(server, body)->status == 400);
  }
  CHECK(post(server, R"({"q":"a"})")->status == 200);
}

TEST_CASE("nesting without end is refused, not followed") {
  TestServer server;
  const std::string open(500'000, '[');
  CHECK(post(server, open)->status == 400);
  CHECK(post(server, R"({"q":"a","x":)" + open + std::string(500'000, ']') + "}")->status == 200);
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  CHECK(post(server, objects)->status == 400);
}

TEST_CASE("an object of very many keys is read in no time") {
  TestServer server;
  std::string body = R"({"q":"a")";
  for (int i = 0; body.size() < 1'000'000; ++i) body += ",\"" + std::to_string(i) + "\":0";
  const auto begun = std::chrono::steady_clock::now();
  CHECK(post(server, body + "}")->status == 200);
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(10));
}

TEST_CASE("any bytes may be asked for") {
  TestServer server;
  auto client = server.client();
  CHECK(client.Get("/v1/suggest?q=%FF%C4%00a%ED%A0%80%")->status == 200);
  CHECK(server.engine.last_request().text ==
        std::string("\xef\xbf\xbd\xef\xbf\xbd\0a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd%", 18));
  CHECK(post(server, "{\"q\":\"\xff\\u0000\xc4\"}")->status == 200);
  CHECK(server.engine.last_request().text == std::string("\xef\xbf\xbd\0\xef\xbf\xbd", 7));
  // A page that cuts a text within an emoji sends half of it.
  CHECK(post(server, R"({"q":"\\ud83d \ud83d\ude00 \ud83d \ude00\uD83D"})")->status == 200);
  CHECK(server.engine.last_request().text ==
        "\\ud83d \xf0\x9f\x98\x80 \xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd");
  CHECK(post(server, R"({"q":"\u12"})")->status == 400);
}

TEST_CASE("answers that are not UTF-8 are repaired") {
  TestServer server;
  server.engine.on_suggest = [](const SuggestRequest&) {
    auto bad = FakeSuggester::sample();
    bad.title = "a\xff";
    return SuggestAnswer{"000007", {}, {}, false, {bad}};
  };
  CHECK(json_of(server.client().Get("/v1/suggest?q=a"))["suggestions"][0]["title"] == "a\xef\xbf\xbd");
}

TEST_CASE("a failing engine is never an empty answer") {
  TestServer server;
  auto client = server.client();
  const auto answer_to = [&](ErrorCode code) {
    server.engine.on_suggest = [code](const SuggestRequest&) -> callside::Result<SuggestAnswer> {
      return fail(code, "/var/index/000007/store is broken", "build it anew");
    };
    return client.Get("/v1/suggest?q=a");
  };
  for (const ErrorCode code :
       {ErrorCode::io, ErrorCode::internal, ErrorCode::not_found, ErrorCode::no_space}) {
    const auto answer = answer_to(code);
    CHECK(answer->status == 500);
    CHECK(answer->body.find("/var") == std::string::npos);
  }
  for (const ErrorCode code : {ErrorCode::changed, ErrorCode::old_index}) {
    const auto answer = answer_to(code);
    CHECK(answer->status == 503);
    CHECK(answer->get_header_value("Retry-After") == "1");
    CHECK(answer->body.find("/var") == std::string::npos);
  }
  CHECK(answer_to(ErrorCode::invalid_input)->status == 400);
  server.stop();
  CHECK(server.log().find("/var/index/000007/store is broken; build it anew") != std::string::npos);
}

TEST_CASE("neither the question nor the path is logged") {
  TestServer server;
  auto client = server.client();
  CHECK(client.Get("/v1/suggest?q=mycancer")->status == 200);
  CHECK(post(server, R"({"q":"mycancer"})")->status == 200);
  CHECK(client.Get("/v1/suggest?q=mycancer&limit=x")->status == 400);
  CHECK(client.Get("/v1/articles/mycancer")->status == 200);
  CHECK(client.Get("/mycancer")->status == 404);
  CHECK(client.Get("/" + std::string(10'000, 'a') + "mycancer")->status == 414);
  server.stop();
  CHECK(server.log().find("mycancer") == std::string::npos);
  CHECK(server.log().find("GET /v1/suggest 200") != std::string::npos);
  CHECK(server.log().find("GET /v1/articles/{id} 200") != std::string::npos);
  CHECK(server.log().find("- - 404") != std::string::npos);
  CHECK(server.log().find("- - 414") != std::string::npos);
}
