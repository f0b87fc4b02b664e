#include "searchd/http/sessions.h"

#include <sys/stat.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "indexer/base/digest.h"
#include "indexer/base/files.h"
#include "tests/http/browser.h"
#include "tests/http/keys_file.h"
#include "tests/support/catch2.h"

using namespace callside::testing;
using namespace std::chrono_literals;
using callside::Moment;
using callside::Sessions;

namespace {

std::string key(const std::string& name) { return callside::sha256_hex(name); }

// A file of sessions and a clock.
struct SessionFile {
  TemporaryFolder folder;
  Moment now = 1'790'000'000;
  std::string unreadable;

  std::filesystem::path path() const { return folder.path() / "sessions"; }
  // Opens the file as a starting daemon does.
  std::unique_ptr<Sessions> open() {
    auto opened = Sessions::open(
        path(), [this] { return now; }, [this](const std::string& why) { unreadable = why; });
    if (!opened) throw std::runtime_error(opened.error().message);
    return std::move(*opened);
  }
};

}  // namespace

TEST_CASE("signing in repeatedly with one key ends no session of another key") {
  Moment now = 0;
  Sessions sessions([&] { return now; });
  const std::string agent = sessions.begin(key("staff"));
  now += 1;
  const std::string first = sessions.begin(key("public"));
  now += 1;
  const std::string second = sessions.begin(key("public"));
  now += 1;
  for (std::size_t i = 2; i < Sessions::kMaxPerKey; ++i) sessions.begin(key("public"));
  CHECK(sessions.use(first));
  now += 1;
  sessions.begin(key("public"));
  CHECK_FALSE(sessions.use(second));
  CHECK(sessions.use(first));
  CHECK(sessions.size() == Sessions::kMaxPerKey + 1);
  CHECK(sessions.use(agent) == key("staff"));
}

TEST_CASE("beyond the limit for all sessions, the key with most sessions loses one") {
  Moment now = 0;
  Sessions sessions([&] { return now; });
  const std::string agent = sessions.begin(key("staff"));
  now += 1;
  for (std::size_t i = 1; i < Sessions::kMaxSessions; ++i) {
    sessions.begin(key(std::to_string(i % (Sessions::kMaxSessions / Sessions::kMaxPerKey + 1))));
  }
  CHECK(sessions.size() == Sessions::kMaxSessions);
  const std::string next = sessions.begin(key("another"));
  CHECK(sessions.size() == Sessions::kMaxSessions);
  CHECK(sessions.use(agent));
  CHECK(sessions.use(next));
  SECTION("expired sessions make room first") {
    now += std::chrono::seconds(Sessions::kIdle).count();
    CHECK(sessions.use(agent));
    now += 1;
    sessions.begin(key("another"));
    CHECK(sessions.size() == 2);
  }
}

TEST_CASE("sessions survive the death of the daemon, and ended ones stay ended") {
  SessionFile file;
  std::string kept, ended, forgotten;
  {
    const auto sessions = file.open();
    kept = sessions->begin(key("a"));
    ended = sessions->begin(key("b"));
    REQUIRE(sessions->save());
    sessions->end(ended);
    REQUIRE(sessions->save());
    forgotten = sessions->begin(key("a"));
  }
  const auto sessions = file.open();
  CHECK(sessions->use(kept) == key("a"));
  CHECK_FALSE(sessions->use(ended));
  CHECK_FALSE(sessions->use(forgotten));

  const std::string text = *callside::read_file(file.path());
  for (const std::string& id : {kept, ended}) CHECK(text.find(id) == std::string::npos);
  struct stat info {};
  REQUIRE(::stat(file.path().c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600U);
}

TEST_CASE("a restart does not extend a session") {
  SessionFile file;
  std::string id;
  {
    const auto sessions = file.open();
    id = sessions->begin(key("a"));
    REQUIRE(sessions->save());
  }
  SECTION("unused") {
    file.now += std::chrono::seconds(4h).count() + 1;
    CHECK_FALSE(file.open()->use(id));
  }
  SECTION("old") {
    for (int hour = 0; hour < 12; ++hour) {
      file.now += std::chrono::seconds(1h).count();
      const auto sessions = file.open();
      CHECK(sessions->use(id));
      REQUIRE(sessions->save_all());
    }
    file.now += 1;
    CHECK_FALSE(file.open()->use(id));
  }
  SECTION("a clock that was set back") {
    file.now -= std::chrono::seconds(1h).count();
    CHECK_FALSE(file.open()->use(id));
  }
}

TEST_CASE("use is saved from time to time, not with each request") {
  SessionFile file;
  const auto sessions = file.open();
  const std::string id = sessions->begin(key("a"));
  REQUIRE(sessions->save());
  const std::string before = *callside::read_file(file.path());
  file.now += 59;
  CHECK(sessions->use(id));
  REQUIRE(sessions->save_if_due());
  CHECK(*callside::read_file(file.path()) == before);
  file.now += 1;
  REQUIRE(sessions->save_if_due());
  CHECK(*callside::read_file(file.path()) != before);
}

TEST_CASE("a malformed file signs everybody out and is replaced") {
  SessionFile file;
  const std::string line = key("id") + " " + key("a") + " 1790000000 1790000000\n";
  for (const std::string& text :
       {std::string(), std::string("callside sessions 9\n"), std::string("callside sessions 1"),
        "callside sessions 1\n" + line + "x\n", "callside sessions 1\n" + line + line.substr(0, 140) + "\n",
        "callside sessions 1\n" + key("id") + " " + key("a") + " -1 1790000000\n"}) {
    file.unreadable.clear();
    REQUIRE(callside::replace_file(file.path(), text));
    const auto sessions = file.open();
    CHECK(sessions->size() == 0);
    CHECK(file.unreadable.find(file.path().string()) == 0);
    const std::string id = sessions->begin(key("a"));
    REQUIRE(sessions->save());
    CHECK(file.open()->use(id));
  }
  file.unreadable.clear();
  REQUIRE(callside::replace_file(file.path(), "callside sessions 1\n" + line + line));
  const auto sessions = file.open();
  CHECK(sessions->size() == 1);
  CHECK(file.unreadable.empty());
}

TEST_CASE("concurrent sign-ins are all saved") {
  SessionFile file;
  const auto sessions = file.open();
  std::vector<std::string> kept(8);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    threads.emplace_back([&, i] {
      for (int n = 0; n < 10; ++n) {
        kept[i] = sessions->begin(key("a"), kept[i]);
        if (!sessions->save()) kept[i].clear();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto restored = file.open();
  CHECK(restored->size() == kept.size());
  for (const std::string& id : kept) CHECK(restored->use(id));
}

TEST_CASE("a sign-out is on disk before it is answered") {
  SessionFile file;
  KeysFile keys(staff_entry());
  const auto sessions = file.open();
  TestServer server({.keys = &keys.store(), .sessions = sessions.get()});
  Browser browser(server);
  REQUIRE(browser.sign_in(kStaffKey)->status == 200);
  CHECK(file.open()->size() == 1);
  SECTION("the file can be written") {
    CHECK(browser.send("DELETE", "/v1/session", "")->status == 200);
    CHECK(file.open()->size() == 0);
  }
  SECTION("the file cannot be written: the sign-out fails and can be retried") {
    // A folder in place of the file, which no file can replace.
    std::filesystem::remove(file.path());
    std::filesystem::create_directories(file.path() / "full");
    CHECK(browser.send("DELETE", "/v1/session", "")->status == 503);
    CHECK(browser.suggest()->status == 401);
    CHECK(browser.send("DELETE", "/v1/session", "")->status == 503);
    std::filesystem::remove_all(file.path());
    CHECK(browser.send("DELETE", "/v1/session", "")->status == 200);
    CHECK(file.open()->size() == 0);
  }
}

TEST_CASE("a key that is missing for a moment keeps its sessions; a removed key loses them for good") {
  SessionFile file;
  const auto sessions = file.open();
  const std::string id = sessions->begin(key("a"));
  const std::string other = sessions->begin(key("b"));
  const auto number_ended = [&](const std::set<std::string, std::less<>>& keys) {
    return sessions->end_for_removed_keys(keys);
  };
  CHECK(number_ended({key("b")}) == 0);
  file.now += 1;
  CHECK(number_ended({key("b")}) == 0);
  CHECK(number_ended({key("a"), key("b")}) == 0);
  file.now += 2;
  CHECK(number_ended({key("b")}) == 0);
  CHECK(sessions->use(id));
  file.now += 2;
  CHECK(number_ended({key("b")}) == 1);
  REQUIRE(sessions->save());
  CHECK(number_ended({key("a"), key("b")}) == 0);
  CHECK_FALSE(sessions->use(id));
  CHECK(sessions->use(other));
  CHECK_FALSE(file.open()->use(id));
}

TEST_CASE("a browser stays signed in across a restart as long as its key is valid") {
  SessionFile file;
  KeysFile keys(staff_entry() + public_entry());
  std::string id;
  {
    const auto sessions = file.open();
    TestServer server({.keys = &keys.store(), .sessions = sessions.get()});
    Browser browser(server);
    REQUIRE(browser.sign_in(kStaffKey)->status == 200);
    id = browser.cookie().substr(browser.cookie().find('=') + 1);
  }
  const auto sessions = file.open();
  TestServer server({.keys = &keys.store(), .sessions = sessions.get()});
  Browser browser(server);
  browser.set_session(id);
  SECTION("its key is valid") {
    CHECK(browser.suggest()->status == 200);
    CHECK(server.engine.last_access().internal());
  }
  SECTION("its key has fewer audiences") {
    keys.write(KeysFile::entry("Ana", kStaffKey, "audiences: public\n"));
    CHECK(browser.suggest()->status == 200);
    CHECK_FALSE(server.engine.last_access().internal());
  }
  SECTION("its key has ended") {
    server.today = "2027-01-01";
    keys.write(staff_entry("until: 2026-12-31\n"));
    CHECK(browser.suggest()->status == 401);
  }
  SECTION("its key was removed") {
    keys.write(public_entry());
    CHECK(browser.suggest()->status == 401);
  }
  SECTION("its key is missing for a moment, as when the file is saved in several steps") {
    keys.write(public_entry());
    CHECK(browser.suggest()->status == 401);
    keys.write(staff_entry() + public_entry());
    CHECK(browser.suggest()->status == 200);
  }
}
