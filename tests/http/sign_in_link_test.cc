#include <sys/stat.h>

#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "searchd/http/link_command.h"
#include "searchd/http/sign_in_codes.h"
#include "tests/http/browser.h"
#include "tests/http/keys_file.h"
#include "tests/support/catch2.h"

using namespace callside::testing;
using namespace std::chrono_literals;
using callside::KeyLinkOptions;
using callside::SignInCodes;
using callside::StateFolder;
using nlohmann::json;

namespace {

// A daemon with keys and a state folder, for which a test makes links.
struct LinkFixture {
  LinkFixture() : codes(open()), server({.keys = &keys.store(), .codes = &codes}) {}

  SignInCodes open() { return SignInCodes(*StateFolder::open(state())); }
  std::filesystem::path state() const { return folder.path() / "state"; }
  std::string file() const { return *callside::read_file(state() / "sign-in-codes"); }

  struct CommandResult {
    callside::Result<void> result;
    std::string out, notes;
  };
  CommandResult links(KeyLinkOptions options) {
    options.keys = keys.path();
    options.state = state();
    options.base_url = "https://kb.example";
    std::ostringstream out, notes;
    auto result = make_sign_in_links(options, server.moment(), out, notes);
    return {std::move(result), out.str(), notes.str()};
  }
  std::string code(const std::string& name = "Ana") {
    KeyLinkOptions options;
    options.names = {name};
    const std::string line = links(options).out;
    REQUIRE(line.find(name + "\thttps://kb.example/#code=") == 0);
    return line.substr(line.find('=') + 1, 22);
  }

  TemporaryFolder folder;
  KeysFile keys{staff_entry() + public_entry()};
  SignInCodes codes;
  TestServer server;
};

}  // namespace

TEST_CASE("a sign-in link starts one session of its key") {
  LinkFixture fixture;
  const std::string code = fixture.code();
  Browser browser(fixture.server);
  const auto signed_in = browser.sign_in_by_code(code);
  REQUIRE(signed_in->status == 200);
  CHECK(json_of(signed_in)["name"] == "Ana");
  const std::string cookie = signed_in->get_header_value("Set-Cookie");
  CHECK(cookie.find("; HttpOnly") != std::string::npos);
  CHECK(cookie.find("; SameSite=Strict") != std::string::npos);
  CHECK(browser.suggest()->status == 200);
  CHECK(fixture.server.engine.last_access().internal());

  Browser second(fixture.server);
  const auto again = second.sign_in_by_code(code);
  CHECK(again->status == 401);
  CHECK_FALSE(again->has_header("Set-Cookie"));
  CHECK(browser.suggest()->status == 200);
  fixture.server.stop();
  CHECK(fixture.server.log().find(code) == std::string::npos);
}

TEST_CASE("only the hash of a code is stored, in a private file, until it is used or expires") {
  LinkFixture fixture;
  const std::string used = fixture.code();
  const std::string unused = fixture.code("Partner");
  CHECK(used != unused);
  CHECK(fixture.file().find(used) == std::string::npos);
  CHECK(fixture.file().find(callside::sha256_hex(used)) != std::string::npos);
  struct stat info {};
  REQUIRE(::stat((fixture.state() / "sign-in-codes").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600U);
  REQUIRE(::stat(fixture.state().c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0700U);

  Browser(fixture.server).sign_in_by_code(used);
  CHECK(fixture.file().find(callside::sha256_hex(used)) == std::string::npos);
  CHECK(fixture.file().find(callside::sha256_hex(unused)) != std::string::npos);
  fixture.server.passed = 10min;
  CHECK(Browser(fixture.server).sign_in_by_code(unused)->status == 401);
  CHECK(fixture.file().find(callside::sha256_hex(unused)) == std::string::npos);
}

TEST_CASE("a code is valid for the minutes that were asked for") {
  LinkFixture fixture;
  KeyLinkOptions options;
  options.names = {"Ana"};
  options.lifetime = 30min;
  const std::string line = fixture.links(options).out;
  const std::string code = line.substr(line.find('=') + 1, 22);
  fixture.server.passed = 29min + 59s;
  CHECK(Browser(fixture.server).sign_in_by_code(code)->status == 200);
}

TEST_CASE("loading the page of a link does not use the link up") {
  LinkFixture fixture;
  const std::string code = fixture.code();
  auto client = fixture.server.client();
  for (const char* method : {"GET", "HEAD", "OPTIONS", "DELETE"}) {
    for (const std::string path : {"/", "/v1/session", "/v1/session?code="}) {
      httplib::Request request;
      request.method = method;
      request.path = path.back() == '=' ? path + code : path;
      client.send(request);
    }
  }
  CHECK(Browser(fixture.server).sign_in_by_code(code)->status == 200);
}

TEST_CASE("a code ends with its key and gives only the present rights of its key") {
  LinkFixture fixture;
  const std::string code = fixture.code();
  Browser browser(fixture.server);
  SECTION("removed") {
    fixture.keys.write(public_entry());
    CHECK(browser.sign_in_by_code(code)->status == 401);
    fixture.keys.write(staff_entry());
    CHECK(browser.sign_in_by_code(code)->status == 401);
  }
  SECTION("ended") {
    fixture.keys.write(staff_entry("until: 2026-10-04\n"));
    CHECK(browser.sign_in_by_code(code)->status == 401);
  }
  SECTION("changed") {
    fixture.keys.write(KeysFile::entry("Ana", kPublicKey, "audiences: [public, internal]\n"));
    CHECK(browser.sign_in_by_code(code)->status == 401);
  }
  SECTION("has fewer audiences") {
    fixture.keys.write(KeysFile::entry("Ana", kStaffKey, "audiences: public\n"));
    CHECK(browser.sign_in_by_code(code)->status == 200);
    browser.suggest();
    CHECK_FALSE(fixture.server.engine.last_access().internal());
  }
}

TEST_CASE("only one of many concurrent uses of a link signs in") {
  LinkFixture fixture;
  const std::string code = fixture.code();
  std::atomic<int> signed_in = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      if (Browser(fixture.server).sign_in_by_code(code)->status == 200) ++signed_in;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(signed_in == 1);
}

TEST_CASE("failing links are slowed down; signed-in clients and keys are not") {
  LinkFixture fixture;
  Browser agent(fixture.server);
  REQUIRE(agent.sign_in_by_code(fixture.code())->status == 200);
  Browser guesser(fixture.server);
  auto answer = guesser.sign_in_by_code(std::string(22, 'x'));
  for (int i = 0; i < 1'000 && answer->status == 401; ++i) {
    answer = guesser.sign_in_by_code(std::string(22, 'x'));
  }
  REQUIRE(answer->status == 429);
  CHECK(answer->get_header_value("Retry-After") == "60");
  CHECK(agent.suggest()->status == 200);
  CHECK(Browser(fixture.server).sign_in(kStaffKey)->status == 200);
  const std::string code = fixture.code();
  fixture.server.passed = 1min;
  CHECK(agent.sign_in_by_code(code)->status == 200);
}

TEST_CASE("failed codes are limited per network and in total") {
  callside::FailedCodeLimiter::Time now{};
  callside::FailedCodeLimiter limiter([&] { return now; });
  const auto fail = [&](const std::string& address, int times) {
    int allowed = 0;
    for (int i = 0; i < times; ++i) allowed += limiter.begin(address) ? 1 : 0;
    return allowed;
  };
  constexpr int kPerNetwork = callside::FailedCodeLimiter::kPerNetwork;
  CHECK(fail("192.0.2.1", 100) == kPerNetwork);
  CHECK(fail("192.0.2.2", 1) == 1);
  CHECK(fail("::ffff:192.0.2.3", 100) == kPerNetwork);
  CHECK(fail("::ffff:192.0.2.4", 1) == 1);
  int of_network = 0;
  for (int i = 0; i < 100; ++i) of_network += fail("2001:db8::" + std::to_string(i), 1);
  CHECK(of_network == kPerNetwork);
  CHECK(fail("2001:db8:0:1::1", 1) == 1);

  now += 3s;
  CHECK(fail("192.0.2.1", 100) == 1);
  limiter.succeeded("192.0.2.1");
  CHECK(fail("192.0.2.1", 100) == 1);
  now += 1h;
  int of_all = 0;
  for (int i = 0; i < 400; ++i) of_all += fail("198.51.100." + std::to_string(i), 1);
  CHECK(of_all == callside::FailedCodeLimiter::kInTotal);
}

TEST_CASE("key link prints a line per key, by name or for all valid keys") {
  LinkFixture fixture;
  fixture.keys.write(staff_entry() + public_entry("until: 2020-01-01\n") +
                     KeysFile::entry("'Bo\\tO\\n'", "k3", "audiences: public\n"));
  const auto all = fixture.links({});
  REQUIRE(all.result);
  CHECK(std::count(all.out.begin(), all.out.end(), '\n') == 2);
  CHECK(all.out.find("Ana\thttps://kb.example/#code=") == 0);
  CHECK(all.notes.find("no link for Partner, whose key ended on 2020-01-01") != std::string::npos);
  CHECK(all.notes.find("until 2026-09-21T") != std::string::npos);

  KeyLinkOptions options;
  options.names = {"Ana", "Ana"};
  options.json = true;
  const json printed = json::parse(fixture.links(options).out);
  CHECK(printed["links"].size() == 1);
  CHECK(printed["links"][0]["name"] == "Ana");
  CHECK(printed["expires"].get<std::string>().find("2026-09-21T") == 0);
  const std::string link = printed["links"][0]["link"];
  CHECK(Browser(fixture.server).sign_in_by_code(link.substr(link.find('=') + 1))->status == 200);

  const std::string before = fixture.file();
  for (const char* name : {"Ana", "Nobody"}) options.names.push_back(name);
  const auto unknown = fixture.links(options);
  REQUIRE_FALSE(unknown.result);
  CHECK(unknown.result.error().message.find("no key named Nobody") != std::string::npos);
  CHECK(unknown.out.empty());
  options.names = {"Partner"};
  CHECK_FALSE(fixture.links(options).result);
  CHECK(fixture.file() == before);
}

TEST_CASE("control characters in a name cannot break the line of its link") {
  LinkFixture fixture;
  fixture.keys.write(KeysFile::entry("\"Bo\\tO\\n\"", "k3", "audiences: public\n"));
  const std::string out = fixture.links({}).out;
  CHECK(out.find("Bo O \thttps://") == 0);
  CHECK(std::count(out.begin(), out.end(), '\n') == 1);
}

TEST_CASE("codes that cannot be read or used up let nobody in") {
  LinkFixture fixture;
  const std::string code = fixture.code();
  Browser browser(fixture.server);
  SECTION("malformed file") {
    REQUIRE(callside::replace_file(fixture.state() / "sign-in-codes", "callside sign-in codes 1\nx\n"));
    CHECK(browser.sign_in_by_code(code)->status == 503);
    KeyLinkOptions options;
    const auto made = fixture.links(options);
    REQUIRE_FALSE(made.result);
    CHECK(made.result.error().hint.find("remove it") == 0);
  }
  SECTION("removed folder") {
    std::filesystem::remove_all(fixture.state());
    CHECK(browser.sign_in_by_code(code)->status == 503);
  }
  fixture.server.stop();
  CHECK(fixture.server.log().find("a sign-in link was refused: ") != std::string::npos);
}

TEST_CASE("a daemon without a state folder refuses links and names --state") {
  KeysFile keys(staff_entry());
  TestServer server({.keys = &keys.store()});
  const auto answer = Browser(server).sign_in_by_code(std::string(22, 'x'));
  CHECK(answer->status == 400);
  CHECK(json_of(answer)["detail"].get<std::string>().find("--state") != std::string::npos);
  CHECK(Browser(server).send("POST", "/v1/session", json{{"key", kStaffKey}, {"code", "x"}}.dump())->status ==
        400);
}

TEST_CASE("a state folder that others may change is refused") {
  const TemporaryFolder folder;
  const auto state = folder.path() / "state";
  REQUIRE(StateFolder::open(state));
  REQUIRE(::chmod(state.c_str(), 0770) == 0);
  const auto opened = StateFolder::open(state);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().hint.find("chmod 700") != std::string::npos);
  REQUIRE(::chmod(state.c_str(), 0755) == 0);
  CHECK(StateFolder::open(state));
}

TEST_CASE("one daemon at a time locks a state folder, while links can be made for it") {
  const TemporaryFolder folder;
  const auto state = folder.path() / "state";
  {
    const auto daemon = StateFolder::open_for_daemon(state);
    REQUIRE(daemon);
    CHECK(StateFolder::open(state));
    const auto second = StateFolder::open_for_daemon(state);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == callside::ErrorCode::locked);
  }
  REQUIRE(callside::replace_file(state / "sessions.tmp.1", "half"));
  CHECK(StateFolder::open_for_daemon(state));
  CHECK_FALSE(std::filesystem::exists(state / "sessions.tmp.1"));
}
