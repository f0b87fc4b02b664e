#include <string>
#include <vector>

#include "tests/http/keys_file.h"
#include "tests/http/test_server.h"
#include "tests/support/catch2.h"
#include "tests/support/text.h"

using callside::Alarm;
using namespace callside::testing;
using nlohmann::json;

TEST_CASE("/readyz is 503 while something withdrawn may be shown, and /healthz stays 200") {
  for (const char* code : {"live", "generation", "checksum", "of a later version"}) {
    CAPTURE(code);
    TestServer server;
    server.engine.on_alarms = [&] {
      return std::vector<Alarm>{{code, "/srv/kb/live.json cannot be read", 1'790'000'000}};
    };
    auto client = server.client();
    const auto answer = client.Get("/readyz");
    REQUIRE(answer);
    CHECK(answer->status == 503);
    CHECK(answer->get_header_value("Content-Type") == "application/problem+json");
    CHECK(answer->has_header("Retry-After"));
    const json problem = json_of(answer);
    CHECK(problem["status"] == 503);
    CHECK(problem["alarms"] == json::array({{{"code", code}, {"since", "2026-09-21T14:13:20Z"}}}));
    CHECK_FALSE(holds(answer->body, "/srv/kb"));
    CHECK(client.Get("/healthz")->status == 200);
    CHECK(client.Get("/v1/suggest?q=a")->status == 200);
  }
}

TEST_CASE("/readyz lists a harmless alarm and stays 200") {
  TestServer server;
  server.engine.on_alarms = [] { return std::vector<Alarm>{{"translations", "", 1'790'000'000}}; };
  const auto answer = server.client().Get("/readyz");
  CHECK(answer->status == 200);
  CHECK(json_of(answer)["alarms"][0]["code"] == "translations");
}

TEST_CASE("a keys file that cannot be read is an alarm until it can") {
  KeysFile file(staff_entry());
  TestServer server({.keys = &file.store()});
  auto client = server.client();
  CHECK(client.Get("/readyz")->status == 200);
  file.write("- name: [\n");
  const auto answer = client.Get("/readyz");
  CHECK(answer->status == 503);
  CHECK(json_of(answer)["alarms"][0]["code"] == "keys");
  CHECK(holds(client.Get("/metrics", bearer(kStaffKey))->body, "callside_alarms{code=\"keys\"} 1\n"));
  file.write(staff_entry());
  CHECK(client.Get("/readyz")->status == 200);
  CHECK(holds(client.Get("/metrics", bearer(kStaffKey))->body, "callside_alarms{code=\"keys\"} 0\n"));
}

TEST_CASE("/metrics has a line for every known alarm and for every active one") {
  TestServer server;
  server.engine.on_alarms = [] { return std::vector<Alarm>{{"live", "", 0}, {"new", "", 0}}; };
  const std::string text = server.client().Get("/metrics")->body;
  for (const char* line :
       {"{code=\"live\"} 1", "{code=\"new\"} 1", "{code=\"keys\"} 0", "{code=\"config\"} 0",
        "{code=\"translations\"} 0", "{code=\"generation\"} 0", "{code=\"checksum\"} 0"}) {
    CAPTURE(line);
    CHECK(holds(text, std::string("callside_alarms") + line + "\n"));
  }
}

TEST_CASE("a daemon with keys shows its metrics only to internal keys, wherever the request comes from") {
  KeysFile file(staff_entry() + public_entry());
  TestServer server({.keys = &file.store()});
  auto client = server.client();
  CHECK(client.Get("/metrics")->status == 401);
  CHECK(client.Get("/metrics", bearer(kPublicKey))->status == 403);
  CHECK(client.Get("/metrics", bearer(kStaffKey))->status == 200);
  httplib::Headers forwarded = bearer(kStaffKey);
  forwarded.emplace("X-Forwarded-For", "192.0.2.1");
  CHECK(client.Get("/metrics", forwarded)->status == 200);
}

TEST_CASE("open metrics need no key") {
  KeysFile file(staff_entry());
  TestServer server({.keys = &file.store(), .open_metrics = true});
  CHECK(server.client().Get("/metrics")->status == 200);
  CHECK(server.client().Get("/v1/suggest?q=a")->status == 401);
}
