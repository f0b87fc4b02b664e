// What editors say at once: notices and withdrawals, in daemons that run, beside builds, after rollbacks.
#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "indexer/base/files.h"
#include "tests/support/fifo.h"
#include "tests/support/keys.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Json version(const std::string& id, const std::string& lang, const std::string& title) {
  Json record = article(id, title, "The portal password is reset here.");
  record["lang"] = lang;
  return record;
}

class Newsroom {
 public:
  Newsroom() {
    records_ = {version("portal", "en", "Portal password"), version("portal", "sl", "Portal geslo"),
                version("badge", "en", "Portal badge zanzibar"), version("parking", "en", "Portal parking")};
    Json solved = ticket("T-1", "portal password lost", "Portal reset.");
    solved["article"] = "portal";
    records_.push_back(solved);
    publish();
  }

  fs::path path() const { return folder_.path() / "kb"; }
  fs::path folder() const { return folder_.path(); }
  std::string source() const { return (folder_.path() / "kb.jsonl").string(); }
  void publish() const {
    write_text(source(), lines(records_));
    build(path(), source());
  }
  Finished does(std::vector<std::string> command) const {
    command.insert(command.end(), {"--index", path().string()});
    return callside_index(command);
  }
  // Adds a notice that must be taken; gives its id.
  std::string notify(const std::string& text, std::vector<std::string> more = {}) const {
    std::vector<std::string> command{"notice", "add", "--text", text, "--until", "+2h", "--json"};
    if (std::find(more.begin(), more.end(), "--audience") == more.end())
      more.insert(more.end(), {"--audience", "public"});
    command.insert(command.end(), more.begin(), more.end());
    const Finished added = does(command);
    if (added.status != 0) throw std::runtime_error("no notice: " + added.err);
    return Json::parse(added.out)["id"];
  }

 private:
  TemporaryFolder folder_;
  std::vector<Json> records_;
};

std::vector<std::string> notices_in(const Json& answer) {
  std::vector<std::string> texts;
  for (const Json& one : answer["notices"]) texts.push_back(one["text"]);
  return texts;
}

std::vector<std::string> notices_for(httplib::Client& client, const Json& question = {{"q", "portal"}}) {
  return notices_in(suggest(client, question));
}

// "id lang" of each suggestion.
std::set<std::string> shown_to(httplib::Client& client,
                               const Json& question = {{"q", "portal"}, {"limit", 50}}) {
  std::set<std::string> shown;
  const Json answer = suggest(client, question);
  for (const Json& one : answer["suggestions"])
    shown.insert(one["id"].get<std::string>() + " " + one["lang"].get<std::string>());
  return shown;
}

int status_of_get(httplib::Client& client, const std::string& path) {
  const auto answer = client.Get(path);
  return answer ? answer->status : 0;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a notice appears in a daemon that runs and goes when it is ended") {
  const Newsroom newsroom;
  Daemon daemon(newsroom.path());
  auto client = daemon.client();
  CHECK(notices_for(client).empty());
  const std::string id = newsroom.notify("The portal is down until six", {"--article", "portal"});
  REQUIRE(wait_until([&] { return !notices_for(client).empty(); }));
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

TEST_CASE("what is withdrawn is nowhere until it is restored") {
  const Newsroom newsroom;
  const Daemon daemon(newsroom.path());
  auto client = daemon.client();
  CHECK(shown_to(client).contains("badge en"));
  CHECK(status_of_get(client, "/v1/articles/badge") == 200);
  const Finished withdrawn = newsroom.does({"withdraw", "badge"});
  CHECK(withdrawn.status == 0);
  CHECK(holds(withdrawn.out, "badge is withdrawn"));
  REQUIRE(wait_until([&] { return status_of_get(client, "/v1/articles/badge") == 404; }));
  CHECK(shown_to(client) == std::set<std::string>{"portal en", "parking en"});
  // A word that it alone had is neither completed nor offered as a correction.
  CHECK(shown_to(client, {{"q", "zanzib"}}).empty());
  CHECK(shown_to(client, {{"q", "zanzibar"}}).empty());
  CHECK(suggest(client, {{"q", "zanzibra portal"}})["corrected"].is_null());
  CHECK(status_of(newsroom.path())["withdrawn"][0]["id"] == "badge");
  CHECK(holds(newsroom.does({"status"}).out, "withdrawn   badge"));
  CHECK(holds(newsroom.does({"withdraw", "badge"}).out, "withdrawn already"));

  CHECK(newsroom.does({"restore", "badge"}).status == 0);
  CHECK(wait_until([&] { return status_of_get(client, "/v1/articles/badge") == 200; }));
  CHECK(shown_to(client, {{"q", "zanzib"}}) == std::set<std::string>{"badge en"});
  const Finished again = newsroom.does({"restore", "badge"});
  CHECK(again.status == 1);
  CHECK(holds(again.err, "badge is not withdrawn"));
  const Json log = Json::parse(newsroom.does({"log", "--json"}).out);
  CHECK(log[0]["outcome"] == "restored");
  CHECK(log[1]["outcome"] == "withdrawn");
  CHECK(log[1]["subject"] == "badge");
}

TEST_CASE("one language version is withdrawn and the others stand for it") {
  const Newsroom newsroom;
  const Daemon daemon(newsroom.path());
  auto client = daemon.client();
  CHECK(shown_to(client, {{"q", "portal geslo"}, {"lang", "sl"}}).contains("portal sl"));
  CHECK(newsroom.does({"withdraw", "portal", "--lang", "sl"}).status == 0);
  REQUIRE(wait_until([&] {
    return !shown_to(client, {{"q", "portal"}, {"lang", "sl"}, {"limit", 50}}).contains("portal sl");
  }));
  // Of the collapsed article another version is shown, and the withdrawn one is not named.
  const Json answer = suggest(client, {{"q", "portal password"}, {"lang", "sl"}});
  CHECK(answer["suggestions"][0]["id"] == "portal");
  CHECK(answer["suggestions"][0]["lang"] == "en");
  CHECK(answer["suggestions"][0]["languages"] == Json({"en"}));
  const auto whole = client.Get("/v1/articles/portal?lang=sl");
  REQUIRE(whole);
  CHECK(Json::parse(whole->body)["lang"] == "en");

  const Finished none = newsroom.does({"withdraw", "portal", "--lang", "de"});
  CHECK(none.status == 1);
  CHECK(holds(none.err, "it has en, sl"));
  // The whole article, then: one of its versions alone can't be restored.
  CHECK(newsroom.does({"withdraw", "portal"}).status == 0);
  CHECK(status_of(newsroom.path())["withdrawn"].size() == 1);
  const Finished alone = newsroom.does({"restore", "portal", "--lang", "sl"});
  CHECK(alone.status == 1);
  CHECK(holds(alone.err, "portal is"));
  REQUIRE(wait_until([&] { return status_of_get(client, "/v1/articles/portal") == 404; }));
  // The ticket that it resolved stands for itself now.
  const Json left = suggest(client, {{"q", "portal password lost"}});
  CHECK(left["suggestions"][0]["kind"] == "ticket");
  CHECK_FALSE(left["suggestions"][0].contains("article"));
  CHECK(newsroom.does({"withdraw", "T-1"}).status == 0);
  CHECK(wait_until([&] { return status_of_get(client, "/v1/tickets/T-1") == 404; }));
}

TEST_CASE("an id that nothing has is named with those it may be a slip of") {
  const Newsroom newsroom;
  const Finished slip = newsroom.does({"withdraw", "bagde"});
  CHECK(slip.status == 1);
  CHECK(holds(slip.err, "did you mean badge?"));
  CHECK(newsroom.does({"withdraw", "nothing/at/all"}).status == 1);
  CHECK_FALSE(fs::exists(newsroom.path() / "live.json"));
  const TemporaryFolder folder;
  const std::string nowhere = folder.path() / "kb";
  for (const std::vector<std::string>& command :
       {Texts{"withdraw", "a"}, Texts{"restore", "a"}, Texts{"notice", "list"}, Texts{"notice", "end", "n1"},
        Texts{"notice", "add", "--text", "x", "--until", "+2h"}}) {
    Texts whole = command;
    whole.insert(whole.end(), {"--index", nowhere});
    CHECK(callside_index(whole).status == 1);
    CHECK_FALSE(fs::exists(nowhere));
  }
}

TEST_CASE("what is only staged can be withdrawn before anybody sees it") {
  const Newsroom newsroom;
  write_text(newsroom.folder() / "more.jsonl", lines({article("fresh", "Portal news", "New.")}));
  REQUIRE(newsroom.does({"build", newsroom.source(), newsroom.folder() / "more.jsonl", "--stage"}).status ==
          0);
  const Finished withdrawn = newsroom.does({"withdraw", "fresh"});
  CHECK(withdrawn.status == 0);
  CHECK(holds(withdrawn.err, "warning: fresh is not published yet, only staged in generation 000002"));
  Daemon daemon(newsroom.path());
  REQUIRE(newsroom.does({"publish"}).status == 0);
  REQUIRE(daemon.process().wait_for_error("now serving generation 000002"));
  auto client = daemon.client();
  CHECK(status_of_get(client, "/v1/articles/fresh") == 404);
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
    for (std::size_t at = 0; (at = log.find("stay as they were", at)) != std::string::npos; ++at) ++count;
    return count > complaints;
  };
  for (const std::string& damage :
       {std::string(), good.substr(0, good.size() / 2), std::string("[]"), std::string(R"({"version": 99})"),
        std::string(R"({"version": 1, "next_notice": 1, "notices": [{}], "withdrawn": []})")}) {
    INFO(damage);
    REQUIRE(callside::replace_file(live, damage));
    REQUIRE(wait_until(complained));
    ++complaints;
    CHECK(status_of_get(client, "/v1/articles/badge") == 404);
    CHECK(notices_for(client) == Texts{"stays"});
    // Nor is it written over.
    CHECK(newsroom.does({"withdraw", "parking"}).status != 0);
    CHECK(*callside::read_file(live) == damage);
    // A daemon that is started now would show what was withdrawn.
    const Finished fresh = callside_searchd({"--index", newsroom.path(), "--listen", "127.0.0.1:0"});
    CHECK((fresh.status == 1 || fresh.status == 11));
    CHECK(holds(fresh.err, "live.json"));
  }
  fs::remove(live);
  REQUIRE(wait_until(complained));
  CHECK(status_of_get(client, "/v1/articles/badge") == 404);
  REQUIRE(callside::replace_file(live, good));
  CHECK(newsroom.does({"withdraw", "parking"}).status == 0);
  CHECK(wait_until([&] { return status_of_get(client, "/v1/articles/parking") == 404; }));
}

TEST_CASE("withdrawn under load it is in no answer from then on, and none fails") {
  const Newsroom newsroom;
  Daemon daemon(newsroom.path());
  std::atomic<bool> stop{false};
  std::atomic<bool> must_be_gone{false};
  std::atomic<int> after{0};
  std::mutex mutex;
  std::string trouble;
  std::vector<std::jthread> askers;
  for (int i = 0; i < 4; ++i) {
    askers.emplace_back([&] {
      auto client = daemon.client();
      while (!stop) {
        // Read before it is asked: what was asked before the daemon knew may have it.
        const bool gone = must_be_gone;
        std::string said;
        try {
          if (shown_to(client).contains("badge en") && gone) said = "badge in an answer";
          const int whole = status_of_get(client, "/v1/articles/badge");
          if (whole != 404 && (gone || whole != 200)) said = "the article: " + std::to_string(whole);
        } catch (const std::exception& e) {
          said = e.what();
        }
        const std::lock_guard lock(mutex);
        if (trouble.empty()) trouble = said;
        if (gone) ++after;
      }
    });
  }
  REQUIRE(newsroom.does({"withdraw", "badge"}).status == 0);
  REQUIRE(daemon.process().wait_for_error("1 documents as withdrawn"));
  must_be_gone = true;
  CHECK(wait_until([&] { return after > 200; }));
  stop = true;
  askers.clear();
  CHECK(trouble.empty());
  INFO(trouble);
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
