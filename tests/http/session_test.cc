#include <string>

#include "tests/http/browser.h"
#include "tests/http/keys_file.h"
#include "tests/support/catch2.h"

using namespace callside::testing;
using namespace std::chrono_literals;
using nlohmann::json;

TEST_CASE("a browser signs in with a key, searches with its cookie, and signs out") {
  KeysFile file(staff_entry());
  TestServer server({.keys = &file.store()});
  Browser browser(server);
  CHECK(json_of(browser.get("/v1/session")) == json::parse(R"({"signed_in":false,"key_needed":true})"));
  CHECK(browser.suggest()->status == 401);

  const auto signed_in = browser.sign_in(kStaffKey);
  REQUIRE(signed_in->status == 200);
  const json session =
      json::parse(R"({"signed_in":true,"key_needed":true,"name":"Ana","audiences":["internal","public"],
                                       "generation":"000007","documents_visible":5})");
  CHECK(json_of(signed_in) == session);
  const std::string cookie = signed_in->get_header_value("Set-Cookie");
  CHECK(cookie.find("callside_session_" + std::to_string(server.port()) + "=") == 0);
  CHECK(cookie.find(kStaffKey) == std::string::npos);
  for (const char* attribute : {"; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=43200"}) {
    CHECK((cookie + ";").find(std::string(attribute) + ";") != std::string::npos);
  }
  CHECK(cookie.find("Secure") == std::string::npos);

  CHECK(json_of(browser.get("/v1/session")) == session);
  CHECK(browser.suggest()->status == 200);
  CHECK(server.engine.last_access().internal());
  CHECK(browser.get("/v1/articles/a")->status == 200);

  const auto signed_out = browser.send("DELETE", "/v1/session", "");
  CHECK(signed_out->status == 200);
  CHECK(json_of(signed_out)["signed_in"] == false);
  CHECK(signed_out->get_header_value("Set-Cookie").find("; Max-Age=0") != std::string::npos);
  CHECK(browser.suggest()->status == 401);
  server.stop();
  CHECK(server.log().find(kStaffKey) == std::string::npos);
  CHECK(server.log().find(browser.cookie().substr(browser.cookie().find('=') + 1)) == std::string::npos);
}

TEST_CASE("a key in the Authorization header signs in too; a wrong one does not") {
  KeysFile file(staff_entry());
  TestServer server({.keys = &file.store()});
  auto client = server.client();
  const auto answer = client.Post("/v1/session", {{"Authorization", "Bearer " + kStaffKey}}, "", "");
  CHECK(answer->status == 200);
  CHECK(answer->has_header("Set-Cookie"));
  CHECK(json_of(client.Get("/v1/session", {{"Authorization", "Bearer " + kStaffKey}}))["signed_in"] == true);

  Browser browser(server);
  const auto wrong = browser.sign_in(kPublicKey);
  CHECK(wrong->status == 401);
  CHECK_FALSE(wrong->has_header("Set-Cookie"));
  CHECK(browser.send("POST", "/v1/session", "{}")->status == 400);
  CHECK(browser.send("POST", "/v1/session", R"({"key":7})")->status == 400);
  CHECK(client.Post("/v1/session", "key=" + kStaffKey, "application/x-www-form-urlencoded")->status == 415);
}

TEST_CASE("over TLS the cookie is Secure") {
  KeysFile file(staff_entry());
  TestServer server({.keys = &file.store(), .hosts = {"kb.example"}});
  Browser browser(server);
  browser.set_origin("https://kb.example");
  CHECK(browser.sign_in(kStaffKey)->get_header_value("Set-Cookie").find("; Secure") != std::string::npos);
}

TEST_CASE("a session ends when it is unused, when it is old, or with its key") {
  KeysFile file(staff_entry("until: 2026-10-05\n"));
  TestServer server({.keys = &file.store()});
  Browser browser(server);

  SECTION("unused") {
    browser.sign_in(kStaffKey);
    server.passed = 3h + 59min;
    CHECK(browser.suggest()->status == 200);
    server.passed = 7h + 58min;
    CHECK(browser.suggest()->status == 200);
    server.passed = 11h + 59min;
    CHECK(browser.suggest()->status == 401);
  }
  SECTION("used only by requests that the page sends by itself") {
    browser.sign_in(kStaffKey);
    for (server.passed = 1h; server.passed.load() <= 3h; server.passed = server.passed.load() + 1h) {
      CHECK(browser.send("POST", "/v1/state", "{}")->status == 200);
    }
    server.passed = 4h + 1min;
    CHECK(browser.send("POST", "/v1/state", "{}")->status == 401);
    CHECK(browser.suggest()->status == 401);
  }
  SECTION("old, even if it is used") {
    browser.sign_in(kStaffKey);
    for (server.passed = 1h; server.passed.load() <= 12h - 1min; server.passed = server.passed.load() + 1h) {
      CHECK(browser.suggest()->status == 200);
    }
    server.passed = 12h + 1min;
    CHECK(browser.suggest()->status == 401);
  }
  SECTION("its key has ended") {
    browser.sign_in(kStaffKey);
    server.today = "2026-10-06";
    CHECK(browser.suggest()->status == 401);
    CHECK(json_of(browser.get("/v1/session"))["signed_in"] == false);
    server.today = "2026-10-05";
    CHECK(browser.suggest()->status == 401);
  }
  SECTION("its key was removed") {
    browser.sign_in(kStaffKey);
    file.write(public_entry());
    CHECK(browser.suggest()->status == 401);
  }
  SECTION("its key has fewer audiences than before") {
    browser.sign_in(kStaffKey);
    file.write(KeysFile::entry("Ana", kStaffKey, "audiences: public\n"));
    CHECK(browser.suggest()->status == 200);
    CHECK_FALSE(server.engine.last_access().internal());
  }
}

TEST_CASE("signing in again ends the previous session") {
  KeysFile file(staff_entry() + public_entry());
  TestServer server({.keys = &file.store()});
  Browser browser(server);
  browser.sign_in(kStaffKey);
  const Browser before = browser;
  browser.sign_in(kPublicKey);
  CHECK(browser.suggest()->status == 200);
  CHECK_FALSE(server.engine.last_access().internal());
  CHECK(Browser(before).suggest()->status == 401);
}

TEST_CASE("a session cannot be used by pages of other origins") {
  KeysFile file(staff_entry());
  TestServer server({.keys = &file.store()});
  Browser browser(server);
  browser.sign_in(kStaffKey);
  Browser no_origin = browser;
  no_origin.set_origin("");
  CHECK(no_origin.suggest()->status == 403);
  CHECK(no_origin.send("DELETE", "/v1/session", "")->status == 403);
  Browser foreign = browser;
  foreign.set_origin("http://evil.example");
  CHECK(foreign.suggest()->status == 403);
  CHECK(foreign.sign_in(kStaffKey)->status == 403);
  CHECK(foreign.send("DELETE", "/v1/session", "")->status == 403);
  CHECK(browser.suggest()->status == 200);
  CHECK(server.client()
            .Post("/v1/suggest", {{"Cookie", browser.cookie()}, {"Sec-Fetch-Site", "same-origin"}},
                  R"({"q":"a"})", "application/json")
            ->status == 200);
}

TEST_CASE("a key overrides a session, even if the key is unknown") {
  KeysFile file(staff_entry() + public_entry());
  TestServer server({.keys = &file.store()});
  Browser browser(server);
  browser.sign_in(kStaffKey);
  auto client = server.client();
  CHECK(client
            .Get("/v1/suggest?q=a", {{"Cookie", browser.cookie()}, {"Authorization", "Bearer " + kPublicKey}})
            ->status == 200);
  CHECK_FALSE(server.engine.last_access().internal());
  CHECK(client.Get("/v1/suggest?q=a", {{"Cookie", browser.cookie()}, {"Authorization", "Bearer cs_x"}})
            ->status == 401);
}

TEST_CASE("without keys the session shows how many documents need a key and how to make one") {
  TestServer server;
  Browser browser(server);
  const json session = json_of(browser.get("/v1/session"));
  CHECK(session["signed_in"] == false);
  CHECK(session["key_needed"] == false);
  CHECK(session["audiences"] == json::parse(R"(["public"])"));
  CHECK(session["documents_visible"] == 5);
  CHECK(session["documents_needing_key"] == 7);
  CHECK(session["how"].get<std::string>().find("callside-searchd key new") != std::string::npos);
  CHECK(browser.sign_in(kStaffKey)->status == 400);
  CHECK(browser.send("DELETE", "/v1/session", "")->status == 200);
}
