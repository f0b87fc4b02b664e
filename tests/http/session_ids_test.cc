// The ids of sessions that the engine receives, and when it learns that a session has ended.

#include <chrono>
#include <string>
#include <vector>

#include "tests/http/browser.h"
#include "tests/http/keys_file.h"
#include "tests/support/catch2.h"
#include "tests/support/text.h"

using callside::Sessions;
using callside::sha256_hex;
using namespace callside::testing;
using namespace std::chrono_literals;

namespace {

using Ids = std::vector<std::string>;

// Searches, and returns the id of the session that the engine received.
std::string session_of(TestServer& server, Browser& browser) {
  CHECK(browser.suggest()->status == 200);
  return server.engine.last_request().session;
}

std::string secret_of(const Browser& browser) {
  return browser.cookie().substr(browser.cookie().find('=') + 1);
}

}  // namespace

TEST_CASE("the engine learns which session asks, but not the session's secret") {
  KeysFile file(staff_entry());
  TestServer server({.keys = &file.store()});
  Browser one(server), other(server);
  one.sign_in(kStaffKey);
  other.sign_in(kStaffKey);
  const std::string session = session_of(server, one);
  CHECK_FALSE(session.empty());
  CHECK(session_of(server, one) == session);
  CHECK(session_of(server, other) != session);
  CHECK_FALSE(session_of(server, other).empty());
  CHECK_FALSE(holds(session, secret_of(one)));
  // The id does not sign in.
  Browser thief(server);
  thief.set_session(session);
  CHECK(thief.suggest()->status == 401);
}

TEST_CASE("requests with a key share a session, requests without have none") {
  KeysFile file(staff_entry() + public_entry());
  TestServer server({.keys = &file.store()});
  const auto session_with = [&](const std::string& key) {
    CHECK(server.client().Get("/v1/suggest?q=a", bearer(key))->status == 200);
    return server.engine.last_request().session;
  };
  const std::string session = session_with(kStaffKey);
  CHECK_FALSE(session.empty());
  CHECK(session_with(kStaffKey) == session);
  CHECK(session_with(kPublicKey) != session);
  CHECK_FALSE(holds(session, kStaffKey));

  TestServer open;
  Browser browser(open);
  CHECK(session_of(open, browser).empty());
}

TEST_CASE("the engine forgets a session that was signed out or replaced") {
  KeysFile file(staff_entry() + public_entry());
  TestServer server({.keys = &file.store()});
  Browser one(server), other(server);
  one.sign_in(kStaffKey);
  other.sign_in(kStaffKey);
  const std::string session = session_of(server, one);
  CHECK(server.engine.ended_sessions().empty());
  CHECK(one.send("DELETE", "/v1/session", "")->status == 200);
  CHECK(server.engine.ended_sessions() == Ids{session});
  CHECK(one.send("DELETE", "/v1/session", "")->status == 200);
  CHECK(server.engine.ended_sessions() == Ids{session});

  const std::string replaced = session_of(server, other);
  other.sign_in(kPublicKey);
  CHECK(server.engine.ended_sessions() == Ids{session, replaced});
}

TEST_CASE("sessions report their end, whatever ends them") {
  callside::Moment now = 1'790'000'000;
  Ids ended;
  Sessions sessions([&] { return now; }, [&](const std::string& id) { ended.push_back(id); });
  const std::string first = sessions.begin("key");
  SECTION("signed out") { sessions.end(first); }
  SECTION("replaced") { sessions.begin("key", first); }
  SECTION("expired and used again") {
    now += std::chrono::seconds(Sessions::kIdle).count() + 1;
    CHECK_FALSE(sessions.use(first));
  }
  SECTION("the key was removed") { CHECK(sessions.end_for_removed_keys({}, true) == 1); }
  SECTION("others of its key need the room") {
    ++now;  // the first one is the oldest
    for (std::size_t i = 0; i < Sessions::kMaxPerKey; ++i) sessions.begin("key");
  }
  CHECK(ended == Ids{sha256_hex(first)});
}
