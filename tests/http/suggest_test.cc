#include <algorithm>
#include <cstdio>
#include <string>

#include "tests/http/test_server.h"
#include "tests/support/catch2.h"

using callside::ErrorCode;
using callside::fail;
using callside::HttpLimits;
using callside::Kind;
using callside::kMaxQuestionBytes;
using callside::Result;
using callside::SuggestAnswer;
using callside::SuggestRequest;
using callside::testing::FakeSuggester;
using callside::testing::json_of;
using callside::testing::TestServer;
using nlohmann::json;

TEST_CASE("a suggestion has the keys of the contract, and those for staff only with an internal key") {
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
    "score":0.83,"weak":false,"pinned":false,"crosslingual":false,"confidence":"validated",
    "audience":["public"],"updated":"2026-10-01",
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

TEST_CASE("GET accepts a long question in any script, even beyond the length that is used") {
  TestServer server;
  auto client = server.client();
  const auto status_of_get = [&](const std::string& text) {
    std::string target = "/v1/suggest?lang=sl,en&q=";
    char encoded[4];
    for (const unsigned char byte : text) {
      std::snprintf(encoded, sizeof encoded, "%%%02X", byte);
      target += encoded;
    }
    return client.Get(target)->status;
  };
  for (const std::string character : {"a", "ž", "ต", "😀"}) {
    for (const std::size_t bytes : {kMaxQuestionBytes, 2 * kMaxQuestionBytes - 100}) {
      CAPTURE(character, bytes);
      std::string text;
      while (text.size() + character.size() <= bytes) text += character;
      CHECK(status_of_get(text) == 200);
      CHECK(server.engine.last_request().text == text);
    }
  }
  CHECK(status_of_get(std::string(3 * kMaxQuestionBytes, 'a')) == 414);
}

TEST_CASE("q_cut is present only if the question was cut") {
  TestServer server;
  CHECK_FALSE(json_of(server.client().Get("/v1/suggest?q=refund")).contains("q_cut"));
  server.engine.on_suggest = [](const SuggestRequest&) {
    SuggestAnswer answer{"000007", {"en"}, {}, true, {}};
    answer.q_cut = true;
    return answer;
  };
  CHECK(json_of(server.client().Get("/v1/suggest?q=refund"))["q_cut"] == true);
}

TEST_CASE("a language without documents is a bad request with the engine's message") {
  TestServer server;
  server.engine.on_suggest = [](const SuggestRequest& request) -> Result<SuggestAnswer> {
    return fail(ErrorCode::usage, "only_lang: no document is in \"" + request.only_lang.at(0) + "\"");
  };
  for (const std::string language : {"xx", "true", "-"}) {
    const auto answer = server.client().Get("/v1/suggest?q=refund&only_lang=" + language);
    REQUIRE(answer);
    CHECK(answer->status == 400);
    CHECK(json_of(answer)["detail"] == "only_lang: no document is in \"" + language + "\"");
  }
}

namespace {

// Makes the engine explain suggestions if the request asks for it, as the real one does.
void explain_when_asked(TestServer& server) {
  server.engine.on_suggest = [](const SuggestRequest& request) {
    auto suggestion = FakeSuggester::sample();
    if (request.explain) suggestion.explanation = FakeSuggester::explanation();
    return SuggestAnswer{"000007", {"en"}, {}, false, {suggestion}};
  };
}

// Checks that the schema has all keys of the answer, on every level.
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

TEST_CASE("a pinned suggestion is marked") {
  TestServer server;
  server.engine.on_suggest = [](const SuggestRequest&) {
    auto pinned = FakeSuggester::sample();
    pinned.pinned = true;
    return SuggestAnswer{"000007", {"en"}, {}, false, {pinned, FakeSuggester::sample()}};
  };
  const json body = json_of(server.client().Get("/v1/suggest?q=refund"));
  CHECK(body["suggestions"][0]["pinned"] == true);
  CHECK(body["suggestions"][1]["pinned"] == false);
}

TEST_CASE("notices are in the answer and in the schema") {
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

TEST_CASE("suggestions explain their rank on request") {
  TestServer server;
  explain_when_asked(server);
  auto client = server.client();
  const json body = json_of(client.Get("/v1/suggest?q=refnd&explain=1"));
  CHECK(body["suggestions"][0]["explain"] == json::parse(R"json({
    "weight":11.123,"parts":{"bm25f":6.123,"together":1.5,"block":2.25,"title":0.5,"half_typed":-0.5,
      "tickets":1.25},
    "coverage":0.75,"title_share":0.5,
    "words":[{"typed":"refnd","weight":3.25,"found":[
      {"understood":"mistyped","word":"refund","fields":{"title":1,"body":2}},
      {"understood":"another form","fields":{}},
      {"understood":"synonym","word":"money back","because":"refnd = money back (search.yaml:3)",
       "fields":{"title":1}}]}],
    "pinned_by":"search.yaml:12",
    "missing":[{"typed":"twice","weight":2.5}],
    "ignored":[{"typed":"the","why":"stop word"}],
    "callers":[{"said":"refnd","tickets":14}],
    "matched_version":{"kind":"ticket","id":"T-7","lang":"sl"}})json"));
  const json api = json_of(client.Get("/openapi.json"));
  for (const char* method : {"get", "post"}) {
    const json& schema =
        api["paths"]["/v1/suggest"][method]["responses"]["200"]["content"]["application/json"]["schema"];
    check_in_schema(body, schema, method);
    const json& explain = schema["properties"]["suggestions"]["items"]["properties"]["explain"];
    CHECK(explain["properties"].size() == body["suggestions"][0]["explain"].size());
  }
}

TEST_CASE("explain is a flag in a query and in JSON") {
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
    CHECK(explains(post_suggest(server, std::string(R"({"q":"a","explain":)") + yes + "}")));
  }
  for (const char* no : {"0", "false"}) {
    CHECK_FALSE(explains(client.Get(std::string("/v1/suggest?q=a&explain=") + no)));
    CHECK_FALSE(explains(post_suggest(server, std::string(R"({"q":"a","explain":)") + no + "}")));
  }
  CHECK_FALSE(explains(client.Get("/v1/suggest?q=a")));
  CHECK_FALSE(explains(post_suggest(server, R"({"q":"a","explain":null})")));
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
  // Only articles have these.
  CHECK_FALSE(body["suggestions"][0].contains("tickets"));
  CHECK_FALSE(body["suggestions"][0].contains("resolved_tickets"));
}

TEST_CASE("a question may have any bytes") {
  TestServer server;
  auto client = server.client();
  CHECK(client.Get("/v1/suggest?q=%FF%C4%00a%ED%A0%80%")->status == 200);
  CHECK(server.engine.last_request().text ==
        std::string("\xef\xbf\xbd\xef\xbf\xbd\0a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd%", 18));
  CHECK(post_suggest(server, "{\"q\":\"\xff\\u0000\xc4\"}")->status == 200);
  CHECK(server.engine.last_request().text == std::string("\xef\xbf\xbd\0\xef\xbf\xbd", 7));
  // A page that cuts a text inside an emoji sends half of it.
  CHECK(post_suggest(server, R"({"q":"\\ud83d \ud83d\ude00 \ud83d \ude00\uD83D"})")->status == 200);
  CHECK(server.engine.last_request().text ==
        "\\ud83d \xf0\x9f\x98\x80 \xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd");
  CHECK(post_suggest(server, R"({"q":"\u12"})")->status == 400);
}

TEST_CASE("invalid UTF-8 in answers is repaired") {
  TestServer server;
  server.engine.on_suggest = [](const SuggestRequest&) {
    auto bad = FakeSuggester::sample();
    bad.title = "a\xff";
    return SuggestAnswer{"000007", {}, {}, false, {bad}};
  };
  CHECK(json_of(server.client().Get("/v1/suggest?q=a"))["suggestions"][0]["title"] == "a\xef\xbf\xbd");
}

TEST_CASE("a failing engine never gives an empty answer") {
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

TEST_CASE("neither the question nor unknown parts of a path are logged") {
  TestServer server;
  auto client = server.client();
  CHECK(client.Get("/v1/mycancer?q=mycancer")->status == 404);
  CHECK(client.Get("/v1/articles/mycancer/2")->status == 404);
  CHECK(client.Put("/v1/suggest?q=mycancer", "", "text/plain")->status == 405);
  CHECK(client.Get("/v1/suggestmycancer")->status == 404);
  CHECK(client.Get("/v1/suggest?q=mycancer")->status == 200);
  CHECK(post_suggest(server, R"({"q":"mycancer"})")->status == 200);
  CHECK(client.Get("/v1/suggest?q=mycancer&limit=x")->status == 400);
  CHECK(client.Get("/v1/articles/mycancer")->status == 200);
  CHECK(client.Get("/mycancer")->status == 404);
  CHECK(client.Get("/" + std::string(HttpLimits().target_bytes, 'a') + "mycancer")->status == 414);
  server.stop();
  CHECK(server.log().find("mycancer") == std::string::npos);
  CHECK(server.log().find("GET /v1/suggest 200") != std::string::npos);
  CHECK(server.log().find("GET /v1/articles/{id} 200") != std::string::npos);
  CHECK(server.log().find("GET /... 404") != std::string::npos);
  CHECK(server.log().find("GET /v1/... 404") != std::string::npos);
  CHECK(server.log().find("GET /v1/articles/... 404") != std::string::npos);
  CHECK(server.log().find("PUT /v1/suggest 405") != std::string::npos);
  CHECK(server.log().find("GET /v1/suggest... 404") == std::string::npos);
  CHECK(server.log().find("- - 414") != std::string::npos);
}
