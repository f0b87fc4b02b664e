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

// A daemon with keys and a state folder, and the links that an operator makes for it meanwhile.
struct Office {
  Office() : codes(open()), server({.keys = &keys.store(), .codes = &codes}) {}

  SignInCodes open() { return SignInCodes(*StateFolder::open(state())); }
  std::filesystem::path state() const { return folder.path() / "state"; }
  std::string file() const { return *callside::read_file(state() / "sign-in-codes"); }

  struct Made {
    callside::Result<void> result;
    std::string out, notes;
  };
  Made links(KeyLinkOptions options) {
    options.keys = keys.path();
    options.state = state();
    options.base_url = "https://kb.example";
    std::ostringstream out, notes;
    auto result = make_links(options, server.moment(), out, notes);
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

TEST_CASE("a sign-in link opens a session of its key, once") {
  Office office;
  const std::string code = office.code();
  Browser browser(office.server);
  const auto signed_in = browser.sign_in_by_code(code);
  REQUIRE(signed_in->status == 200);
  CHECK(json_of(signed_in)["name"] == "Ana");
  const std::string cookie = signed_in->get_header_value("Set-Cookie");
  CHECK(cookie.find("; HttpOnly") != std::string::npos);
  CHECK(cookie.find("; SameSite=Strict") != std::string::npos);
  CHECK(browser.suggest()->status == 200);
  CHECK(office.server.engine.last_access().internal());

  Browser second(office.server);
  const auto again = second.sign_in_by_code(code);
  CHECK(again->status == 401);
  CHECK_FALSE(again->has_header("Set-Cookie"));
  CHECK(browser.suggest()->status == 200);
  office.server.stop();
  CHECK(office.server.log().find(code) == std::string::npos);
}

TEST_CASE("only its hash is kept of a code, in a private file, and nothing once it is used or expired") {
  Office office;
  const std::string used = office.code();
  const std::string unused = office.code("Partner");
  CHECK(used != unused);
  CHECK(office.file().find(used) == std::string::npos);
  CHECK(office.file().find(callside::sha256_hex(used)) != std::string::npos);
  struct stat info {};
  REQUIRE(::stat((office.state() / "sign-in-codes").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600U);
  REQUIRE(::stat(office.state().c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0700U);

  Browser(office.server).sign_in_by_code(used);
  CHECK(office.file().find(callside::sha256_hex(used)) == std::string::npos);
  CHECK(office.file().find(callside::sha256_hex(unused)) != std::string::npos);
  office.server.passed = 10min;
  CHECK(Browser(office.server).sign_in_by_code(unused)->status == 401);
  CHECK(office.file().find(callside::sha256_hex(unused)) == std::string::npos);
}

TEST_CASE("a code is good for the minutes that were asked for") {
  Office office;
  KeyLinkOptions options;
  options.names = {"Ana"};
  options.lifetime = 30min;
  const std::string line = office.links(options).out;
  const std::string code = line.substr(line.find('=') + 1, 22);
  office.server.passed = 29min + 59s;
  CHECK(Browser(office.server).sign_in_by_code(code)->status == 200);
}

TEST_CASE("whoever loads the page of a link, however often, does not use the link up") {
  Office office;
  const std::string code = office.code();
  auto client = office.server.client();
  for (const char* method : {"GET", "HEAD", "OPTIONS", "DELETE"}) {
    for (const std::string path : {"/", "/v1/session", "/v1/session?code="}) {
      httplib::Request request;
      request.method = method;
      request.path = path.back() == '=' ? path + code : path;
      client.send(request);
    }
  }
  CHECK(Browser(office.server).sign_in_by_code(code)->status == 200);
}

TEST_CASE("a code dies with its key, and obeys what its key opens now") {
  Office office;
  const std::string code = office.code();
  Browser browser(office.server);
  SECTION("removed") {
    office.keys.write(public_entry());
    CHECK(browser.sign_in_by_code(code)->status == 401);
    office.keys.write(staff_entry());
    CHECK(browser.sign_in_by_code(code)->status == 401);
  }
  SECTION("ended") {
    office.keys.write(staff_entry("until: 2026-10-04\n"));
    CHECK(browser.sign_in_by_code(code)->status == 401);
  }
  SECTION("changed") {
    office.keys.write(KeysFile::entry("Ana", kPublicKey, "audiences: [public, internal]\n"));
    CHECK(browser.sign_in_by_code(code)->status == 401);
  }
  SECTION("opens less") {
    office.keys.write(KeysFile::entry("Ana", kStaffKey, "audiences: public\n"));
    CHECK(browser.sign_in_by_code(code)->status == 200);
    browser.suggest();
    CHECK_FALSE(office.server.engine.last_access().internal());
  }
}

TEST_CASE("of many who use one link at once, one gets in") {
  Office office;
  const std::string code = office.code();
  std::atomic<int> in = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      if (Browser(office.server).sign_in_by_code(code)->status == 200) ++in;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(in == 1);
}

TEST_CASE("links that don't work are slowed down; who is signed in, or signs in with a key, is not") {
  Office office;
  Browser agent(office.server);
  REQUIRE(agent.sign_in_by_code(office.code())->status == 200);
  Browser guesser(office.server);
  auto answer = guesser.sign_in_by_code(std::string(22, 'x'));
  for (int i = 0; i < 1'000 && answer->status == 401; ++i) {
    answer = guesser.sign_in_by_code(std::string(22, 'x'));
  }
  REQUIRE(answer->status == 429);
  CHECK(answer->get_header_value("Retry-After") == "60");
  CHECK(agent.suggest()->status == 200);
  CHECK(Browser(office.server).sign_in(kStaffKey)->status == 200);
  const std::string code = office.code();
  office.server.passed = 1min;
  CHECK(agent.sign_in_by_code(code)->status == 200);
}

TEST_CASE("failed tries count for their network, and for all") {
  callside::FailedCodeLimiter::Time now{};
  callside::FailedCodeLimiter tries([&] { return now; });
  const auto fail = [&](const std::string& address, int times) {
    int let_through = 0;
    for (int i = 0; i < times; ++i) let_through += tries.begin(address) ? 1 : 0;
    return let_through;
  };
  constexpr int kOne = callside::FailedCodeLimiter::kOfAddress;
  CHECK(fail("192.0.2.1", 100) == kOne);
  CHECK(fail("192.0.2.2", 1) == 1);
  CHECK(fail("::ffff:192.0.2.3", 100) == kOne);
  CHECK(fail("::ffff:192.0.2.4", 1) == 1);
  int of_network = 0;
  for (int i = 0; i < 100; ++i) of_network += fail("2001:db8::" + std::to_string(i), 1);
  CHECK(of_network == kOne);
  CHECK(fail("2001:db8:0:1::1", 1) == 1);

  now += 3s;
  CHECK(fail("192.0.2.1", 100) == 1);
  tries.succeeded("192.0.2.1");
  CHECK(fail("192.0.2.1", 100) == 1);
  now += 1h;
  int of_all = 0;
  for (int i = 0; i < 400; ++i) of_all += fail("198.51.100." + std::to_string(i), 1);
  CHECK(of_all == callside::FailedCodeLimiter::kOfAll);
}

TEST_CASE("key link makes a line for each key, by name or for all that are good") {
  Office office;
  office.keys.write(staff_entry() + public_entry("until: 2020-01-01\n") +
                    KeysFile::entry("'Bo\\tO\\n'", "k3", "audiences: public\n"));
  const auto all = office.links({});
  REQUIRE(all.result);
  CHECK(std::count(all.out.begin(), all.out.end(), '\n') == 2);
  CHECK(all.out.find("Ana\thttps://kb.example/#code=") == 0);
  CHECK(all.notes.find("no link for Partner, whose key ended on 2020-01-01") != std::string::npos);
  CHECK(all.notes.find("until 2026-09-21T") != std::string::npos);

  KeyLinkOptions options;
  options.names = {"Ana", "Ana"};
  options.json = true;
  const json printed = json::parse(office.links(options).out);
  CHECK(printed["links"].size() == 1);
  CHECK(printed["links"][0]["name"] == "Ana");
  CHECK(printed["expires"].get<std::string>().find("2026-09-21T") == 0);
  const std::string link = printed["links"][0]["link"];
  CHECK(Browser(office.server).sign_in_by_code(link.substr(link.find('=') + 1))->status == 200);

  const std::string before = office.file();
  for (const char* name : {"Ana", "Nobody"}) options.names.push_back(name);
  const auto unknown = office.links(options);
  REQUIRE_FALSE(unknown.result);
  CHECK(unknown.result.error().message.find("no key named Nobody") != std::string::npos);
  CHECK(unknown.out.empty());
  options.names = {"Partner"};
  CHECK_FALSE(office.links(options).result);
  CHECK(office.file() == before);
}

TEST_CASE("a name cannot break the line of its link") {
  Office office;
  office.keys.write(KeysFile::entry("\"Bo\\tO\\n\"", "k3", "audiences: public\n"));
  const std::string out = office.links({}).out;
  CHECK(out.find("Bo O \thttps://") == 0);
  CHECK(std::count(out.begin(), out.end(), '\n') == 1);
}

TEST_CASE("codes that cannot be read or burnt let nobody in") {
  Office office;
  const std::string code = office.code();
  Browser browser(office.server);
  SECTION("not understood") {
    REQUIRE(callside::replace_file(office.state() / "sign-in-codes", "callside sign-in codes 1\nx\n"));
    CHECK(browser.sign_in_by_code(code)->status == 503);
    KeyLinkOptions options;
    const auto made = office.links(options);
    REQUIRE_FALSE(made.result);
    CHECK(made.result.error().hint.find("remove it") == 0);
  }
  SECTION("a folder that is gone") {
    std::filesystem::remove_all(office.state());
    CHECK(browser.sign_in_by_code(code)->status == 503);
  }
  office.server.stop();
  CHECK(office.server.log().find("a sign-in link was refused: ") != std::string::npos);
}

TEST_CASE("a daemon without a state folder says that it takes no links") {
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

TEST_CASE("one daemon at a time has a state folder, while links are made for it") {
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
