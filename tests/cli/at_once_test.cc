// Notices, and what they have in common with withdrawals: in daemons that run, beside builds, after
// rollbacks.

#include "indexer/base/files.h"
#include "tests/cli/newsroom.h"
#include "tests/support/catch2.h"
#include "tests/support/fifo.h"
#include "tests/support/keys.h"

using namespace callside::testing;
using namespace callside::testing::newsroom;
namespace fs = std::filesystem;

TEST_CASE("a notice appears in a daemon that runs and goes when it is ended") {
  const Newsroom newsroom;
  Daemon daemon(newsroom.path());
  auto client = daemon.client();
  CHECK(notices_for(client).empty());
  const std::string id = newsroom.notify("The portal is down until six", {"--article", "portal"});
  REQUIRE(wait_until([&] { return !notices_for(client).empty(); }));
  const auto state = client.Get("/v1/state");  // what a page asks while nobody types
  REQUIRE(state);
  CHECK(notices_in(Json::parse(state->body)) == Texts{"The portal is down until six"});
  const Json notice = suggest(client, {{"q", "nothing like it"}})["notices"][0];
  CHECK(notice["id"] == id);
  CHECK(notice["text"] == "The portal is down until six");
  CHECK(notice["article"] == "portal");
  CHECK(notice["lang"].is_null());
  CHECK(notice["until"].get<std::string>().size() == 20);

  const Json listed = Json::parse(newsroom.does({"notice", "list", "--json"}).out);
  REQUIRE(listed.size() == 1);
  CHECK(listed[0]["id"] == id);
  CHECK(holds(newsroom.does({"status"}).out, "The portal is down until six"));
  const Finished unknown = newsroom.does({"notice", "end", "n99"});
  CHECK(unknown.status == 1);
  CHECK(holds(unknown.err, "there are " + id));
  CHECK(newsroom.does({"notice", "end", id}).status == 0);
  CHECK(wait_until([&] { return notices_for(client).empty(); }));
  CHECK(status_of(newsroom.path())["notices"].empty());
  // Its name is not given to another.
  CHECK(newsroom.notify("Again") != id);
}

TEST_CASE("who gets a notice is decided by the key, the product and the language") {
  const Newsroom newsroom;
  const fs::path keys = newsroom.folder() / "keys.yaml";
  const std::string everybody = new_key(keys, "everybody", "public");
  const std::string staff = new_key(keys, "staff", "public,internal");
  newsroom.notify("for all");
  newsroom.notify("for staff", {"--audience", "internal"});
  newsroom.notify("for billing", {"--product", "billing"});
  newsroom.notify("za slovenske", {"--lang", "sl"});
  const Daemon daemon(newsroom.path(), {"--keys", keys.string()});
  auto others = daemon.client(everybody);
  auto insiders = daemon.client(staff);
  CHECK(notices_for(others) == Texts{"za slovenske", "for billing", "for all"});
  CHECK(notices_for(insiders) == Texts{"za slovenske", "for billing", "for staff", "for all"});
  CHECK(notices_for(others, {{"q", "portal"}, {"product", "transport"}}) == Texts{"za slovenske", "for all"});
  CHECK(notices_for(others, {{"q", "portal"}, {"product", "billing"}, {"lang", "en"}}) ==
        Texts{"for billing", "for all"});
  CHECK(notices_for(others, {{"q", "portal"}, {"lang", "en,sl"}}).size() == 3);
  const Finished nobody =
      newsroom.does({"notice", "add", "--text", "x", "--until", "+2h", "--audience", "intern"});
  CHECK(nobody.status == 2);
  CHECK(holds(nobody.err, "did you mean internal"));
}

TEST_CASE("a notice does not name an article to who may not see it") {
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

TEST_CASE("withdrawals and notices outlive builds and rollbacks") {
  const Newsroom newsroom;
  newsroom.notify("stays");
  REQUIRE(newsroom.does({"withdraw", "badge"}).status == 0);
  Daemon daemon(newsroom.path());
  auto client = daemon.client();
  const auto unchanged = [&] {
    CHECK(status_of_get(client, "/v1/articles/badge") == 404);
    CHECK(notices_for(client) == Texts{"stays"});
  };
  unchanged();
  newsroom.publish();
  REQUIRE(daemon.process().wait_for_error("now serving generation 000002"));
  unchanged();
  REQUIRE(newsroom.does({"rollback"}).status == 0);
  REQUIRE(daemon.process().wait_for_error("now serving generation 000001"));
  unchanged();
}

TEST_CASE("what is said at once waits for no build") {
  const Newsroom newsroom;
  Fifo pipe(newsroom.folder() / "pipe.jsonl");
  Process build({kIndexer, "build", "--index", newsroom.path().string(), pipe.path().string()});
  REQUIRE(wait_until(
      [&] { return pipe.write(lines({article("late", "Portal", "Late.")})) && pipe.is_drained(); }));
  newsroom.notify("while it builds");
  CHECK(newsroom.does({"withdraw", "badge"}).status == 0);
  CHECK(newsroom.does({"restore", "badge"}).status == 0);
  CHECK_FALSE(build.ended());
  pipe.close();
  CHECK(build.wait().status == 4);  // it lost nearly all
  CHECK(status_of(newsroom.path())["notices"].size() == 1);
}

TEST_CASE("a damaged live file keeps the last good state and is told") {
  const Newsroom newsroom;
  newsroom.notify("stays");
  REQUIRE(newsroom.does({"withdraw", "badge"}).status == 0);
  const fs::path live = newsroom.path() / "live.json";
  const std::string good = *callside::read_file(live);
  Daemon daemon(newsroom.path());
  auto client = daemon.client();
  int complaints = 0;
  const auto complained = [&] {
    const std::string log = daemon.log();
    int count = 0;
    for (std::size_t at = 0; (at = log.find("keeping the current notices", at)) != std::string::npos; ++at)
      ++count;
    return count > complaints;
  };
  for (const std::string& damage :
       {std::string(), good.substr(0, good.size() / 2), std::string("[]"), std::string(R"({"version": 99})"),
        std::string(R"({"version": 1, "next_notice": 1, "notices": [{}], "withdrawn": []})")}) {
    INFO(damage);
    REQUIRE(callside::replace_file(live, damage));
    REQUIRE(wait_until(complained));
    ++complaints;
    CHECK(status_of_get(client, "/readyz") == 503);
    CHECK(status_of_get(client, "/v1/articles/badge") == 404);
    CHECK(notices_for(client) == Texts{"stays"});
    // Nor is it written over.
    CHECK(newsroom.does({"withdraw", "parking"}).status != 0);
    CHECK(*callside::read_file(live) == damage);
    // A daemon that is started now would show what was withdrawn.
    const Finished fresh = callside_searchd({"--index", newsroom.path(), "--listen", "127.0.0.1:0"});
    CHECK((fresh.status == 1 || fresh.status == 11));
    CHECK(holds(fresh.err, "live.json"));
    REQUIRE(callside::replace_file(live, good));
    REQUIRE(wait_until([&] { return status_of_get(client, "/readyz") == 200; }));
  }
  fs::remove(live);
  REQUIRE(wait_until(complained));
  CHECK(status_of_get(client, "/v1/articles/badge") == 404);
  REQUIRE(callside::replace_file(live, good));
  CHECK(newsroom.does({"withdraw", "parking"}).status == 0);
  CHECK(wait_until([&] { return status_of_get(client, "/v1/articles/parking") == 404; }));
}

TEST_CASE("many at once lose no notice") {
  const Newsroom newsroom;
  std::vector<std::unique_ptr<Process>> adding;
  for (int i = 0; i < 12; ++i) {
    adding.push_back(std::make_unique<Process>(
        std::vector<std::string>{kIndexer, "notice", "add", "--index", newsroom.path().string(), "--text",
                                 "notice " + std::to_string(i), "--until", "+2h"}));
  }
  for (const auto& one : adding) CHECK(one->wait().status == 0);
  std::set<std::string> ids;
  const Json status = status_of(newsroom.path());
  for (const Json& one : status["notices"]) ids.insert(one["id"]);
  CHECK(ids.size() == 12);
  CHECK(Json::parse(newsroom.does({"log", "--json"}).out).size() == 13);
  // What one left that was killed is removed by the next, and by no build.
  write_text(newsroom.path() / "live.json.tmp.4711", "half");
  newsroom.publish();
  CHECK(fs::exists(newsroom.path() / "live.json.tmp.4711"));
  newsroom.notify("next");
  CHECK_FALSE(fs::exists(newsroom.path() / "live.json.tmp.4711"));
}
