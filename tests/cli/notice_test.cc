// Notices, and their common behaviour with withdrawals: in running daemons, during builds, after rollbacks.

#include "indexer/base/files.h"
#include "tests/cli/live_index.h"
#include "tests/support/catch2.h"
#include "tests/support/fifo.h"
#include "tests/support/keys.h"

using namespace callside::testing;
using namespace callside::testing::live_index;
namespace fs = std::filesystem;

TEST_CASE("a notice appears in a running daemon and disappears when it is ended") {
  const LiveIndex kb;
  Daemon daemon(kb.path());
  auto client = daemon.client();
  CHECK(notices_for(client).empty());
  const std::string id = kb.notify("The portal is down until six", {"--article", "portal"});
  REQUIRE(wait_until([&] { return !notices_for(client).empty(); }));
  const auto state = client.Get("/v1/state");  // polled by the page
  REQUIRE(state);
  CHECK(notices_in(Json::parse(state->body)) == Texts{"The portal is down until six"});
  const Json notice = suggest(client, {{"q", "nothing like it"}})["notices"][0];
  CHECK(notice["id"] == id);
  CHECK(notice["text"] == "The portal is down until six");
  CHECK(notice["article"] == "portal");
  CHECK(notice["lang"].is_null());
  CHECK(notice["until"].get<std::string>().size() == 20);

  const Json listed = Json::parse(kb.run({"notice", "list", "--json"}).out);
  REQUIRE(listed.size() == 1);
  CHECK(listed[0]["id"] == id);
  CHECK(holds(kb.run({"status"}).out, "The portal is down until six"));
  const Finished unknown = kb.run({"notice", "end", "n99"});
  CHECK(unknown.status == 1);
  CHECK(holds(unknown.err, "current notices: " + id));
  CHECK(kb.run({"notice", "end", id}).status == 0);
  CHECK(wait_until([&] { return notices_for(client).empty(); }));
  CHECK(status_of(kb.path())["notices"].empty());
  // The id is not used again.
  CHECK(kb.notify("Again") != id);
}

TEST_CASE("the key, the product and the language decide which notices are shown") {
  const LiveIndex kb;
  const fs::path keys = kb.folder() / "keys.yaml";
  const std::string everybody = new_key(keys, "everybody", "public");
  const std::string staff = new_key(keys, "staff", "public,internal");
  kb.notify("for all");
  kb.notify("for staff", {"--audience", "internal"});
  kb.notify("for billing", {"--product", "billing"});
  kb.notify("za slovenske", {"--lang", "sl"});
  const Daemon daemon(kb.path(), {"--keys", keys.string()});
  auto others = daemon.client(everybody);
  auto insiders = daemon.client(staff);
  CHECK(notices_for(others) == Texts{"za slovenske", "for billing", "for all"});
  CHECK(notices_for(insiders) == Texts{"za slovenske", "for billing", "for staff", "for all"});
  CHECK(notices_for(others, {{"q", "portal"}, {"product", "transport"}}) == Texts{"za slovenske", "for all"});
  CHECK(notices_for(others, {{"q", "portal"}, {"product", "billing"}, {"lang", "en"}}) ==
        Texts{"for billing", "for all"});
  CHECK(notices_for(others, {{"q", "portal"}, {"lang", "en,sl"}}).size() == 3);
  const Finished nobody = kb.run({"notice", "add", "--text", "x", "--until", "+2h", "--audience", "intern"});
  CHECK(nobody.status == 2);
  CHECK(holds(nobody.err, "did you mean internal"));
}

TEST_CASE("a notice does not reveal an article to readers who may not see it") {
  const TemporaryFolder folder;
  Json secret = article("secret", "Portal", "Not for all.");
  secret["audience"] = "internal";
  write_text(folder.path() / "kb.jsonl", lines({article("open", "Portal", "For all."), secret}));
  const fs::path index = folder.path() / "kb";
  build(index, folder.path() / "kb.jsonl");
  for (const char* id : {"open", "secret"}) {
    REQUIRE(callside_index({"notice", "add", "--index", index, "--text", "x", "--until", "+2h", "--audience",
                            "public", "--article", id})
                .status == 0);
  }
  const Daemon daemon(index);
  auto client = daemon.client();
  const Json notices = suggest(client, {{"q", "portal"}})["notices"];
  REQUIRE(notices.size() == 2);
  CHECK(notices[0]["article"].is_null());
  CHECK(notices[1]["article"] == "open");
  const Finished unknown = callside_index(
      {"notice", "add", "--index", index, "--text", "x", "--until", "+2h", "--article", "opne"});
  CHECK(unknown.status == 1);
  CHECK(holds(unknown.err, "did you mean open?"));
}

TEST_CASE("withdrawals and notices survive builds and rollbacks") {
  const LiveIndex kb;
  kb.notify("stays");
  REQUIRE(kb.run({"withdraw", "badge"}).status == 0);
  Daemon daemon(kb.path());
  auto client = daemon.client();
  const auto unchanged = [&] {
    CHECK(status_of_get(client, "/v1/articles/badge") == 404);
    CHECK(notices_for(client) == Texts{"stays"});
  };
  unchanged();
  kb.publish();
  REQUIRE(daemon.process().wait_for_error("now serving generation 000002"));
  unchanged();
  REQUIRE(kb.run({"rollback"}).status == 0);
  REQUIRE(daemon.process().wait_for_error("now serving generation 000001"));
  unchanged();
}

TEST_CASE("notices and withdrawals do not wait for a build") {
  const LiveIndex kb;
  Fifo pipe(kb.folder() / "pipe.jsonl");
  Process build({kIndexer, "build", "--index", kb.path().string(), pipe.path().string()});
  REQUIRE(wait_until(
      [&] { return pipe.write(lines({article("late", "Portal", "Late.")})) && pipe.is_drained(); }));
  kb.notify("while it builds");
  CHECK(kb.run({"withdraw", "badge"}).status == 0);
  CHECK(kb.run({"restore", "badge"}).status == 0);
  CHECK_FALSE(build.ended());
  pipe.close();
  CHECK(build.wait().status == 4);  // the guard stopped it: nearly all documents are missing
  CHECK(status_of(kb.path())["notices"].size() == 1);
}

TEST_CASE("a damaged live file keeps the last good state and is reported") {
  const LiveIndex kb;
  kb.notify("stays");
  REQUIRE(kb.run({"withdraw", "badge"}).status == 0);
  const fs::path live = kb.path() / "live.json";
  const std::string good = *callside::read_file(live);
  Daemon daemon(kb.path());
  auto client = daemon.client();
  int reported = 0;
  const auto has_reported = [&] {
    const std::string log = daemon.log();
    int count = 0;
    for (std::size_t at = 0; (at = log.find("keeping the current notices", at)) != std::string::npos; ++at)
      ++count;
    return count > reported;
  };
  for (const std::string& damage :
       {std::string(), good.substr(0, good.size() / 2), std::string("[]"), std::string(R"({"version": 99})"),
        std::string(R"({"version": 1, "next_notice": 1, "notices": [{}], "withdrawn": []})")}) {
    INFO(damage);
    REQUIRE(callside::replace_file(live, damage));
    REQUIRE(wait_until(has_reported));
    ++reported;
    CHECK(status_of_get(client, "/readyz") == 503);
    CHECK(status_of_get(client, "/v1/articles/badge") == 404);
    CHECK(notices_for(client) == Texts{"stays"});
    // The damaged file is not overwritten, either.
    CHECK(kb.run({"withdraw", "parking"}).status != 0);
    CHECK(*callside::read_file(live) == damage);
    // A new daemon refuses to start, since it would show withdrawn documents.
    const Finished fresh = callside_searchd({"--index", kb.path(), "--listen", "127.0.0.1:0"});
    CHECK((fresh.status == 1 || fresh.status == 11));
    CHECK(holds(fresh.err, "live.json"));
    REQUIRE(callside::replace_file(live, good));
    REQUIRE(wait_until([&] { return status_of_get(client, "/readyz") == 200; }));
  }
  fs::remove(live);
  REQUIRE(wait_until(has_reported));
  CHECK(status_of_get(client, "/v1/articles/badge") == 404);
  REQUIRE(callside::replace_file(live, good));
  CHECK(kb.run({"withdraw", "parking"}).status == 0);
  CHECK(wait_until([&] { return status_of_get(client, "/v1/articles/parking") == 404; }));
}

TEST_CASE("concurrent commands lose no notice") {
  const LiveIndex kb;
  std::vector<std::unique_ptr<Process>> adding;
  for (int i = 0; i < 12; ++i) {
    adding.push_back(std::make_unique<Process>(
        std::vector<std::string>{kIndexer, "notice", "add", "--index", kb.path().string(), "--text",
                                 "notice " + std::to_string(i), "--until", "+2h"}));
  }
  for (const auto& one : adding) CHECK(one->wait().status == 0);
  std::set<std::string> ids;
  const Json status = status_of(kb.path());
  for (const Json& one : status["notices"]) ids.insert(one["id"]);
  CHECK(ids.size() == 12);
  CHECK(Json::parse(kb.run({"log", "--json"}).out).size() == 13);
  // The next such command removes the leftovers of a killed one; builds do not.
  write_text(kb.path() / "live.json.tmp.4711", "half");
  kb.publish();
  CHECK(fs::exists(kb.path() / "live.json.tmp.4711"));
  kb.notify("next");
  CHECK_FALSE(fs::exists(kb.path() / "live.json.tmp.4711"));
}
