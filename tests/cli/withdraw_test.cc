// A withdrawn document disappears everywhere at once.
#include <atomic>
#include <thread>

#include "tests/cli/live_index.h"
#include "tests/support/catch2.h"

using namespace callside::testing;
using namespace callside::testing::live_index;
namespace fs = std::filesystem;

TEST_CASE("a withdrawn document disappears everywhere until it is restored") {
  const LiveIndex kb;
  const Daemon daemon(kb.path());
  auto client = daemon.client();
  CHECK(shown_to(client).contains("badge en"));
  CHECK(status_of_get(client, "/v1/articles/badge") == 200);
  const Finished withdrawn = kb.run({"withdraw", "badge"});
  CHECK(withdrawn.status == 0);
  CHECK(holds(withdrawn.out, "badge is withdrawn"));
  REQUIRE(wait_until([&] { return status_of_get(client, "/v1/articles/badge") == 404; }));
  CHECK(shown_to(client) == std::set<std::string>{"portal en", "parking en"});
  // A word that only this document has is neither completed nor suggested as a correction.
  CHECK(shown_to(client, {{"q", "zanzib"}}).empty());
  CHECK(shown_to(client, {{"q", "zanzibar"}}).empty());
  CHECK(suggest(client, {{"q", "zanzibra portal"}})["corrected"].is_null());
  CHECK(status_of(kb.path())["withdrawn"][0]["id"] == "badge");
  CHECK(holds(kb.run({"status"}).out, "withdrawn   badge"));
  CHECK(holds(kb.run({"withdraw", "badge"}).out, "already withdrawn"));

  CHECK(kb.run({"restore", "badge"}).status == 0);
  CHECK(wait_until([&] { return status_of_get(client, "/v1/articles/badge") == 200; }));
  CHECK(shown_to(client, {{"q", "zanzib"}}) == std::set<std::string>{"badge en"});
  const Finished again = kb.run({"restore", "badge"});
  CHECK(again.status == 1);
  CHECK(holds(again.err, "badge is not withdrawn"));
  const Json log = Json::parse(kb.run({"log", "--json"}).out);
  CHECK(log[0]["outcome"] == "restored");
  CHECK(log[1]["outcome"] == "withdrawn");
  CHECK(log[1]["subject"] == "badge");
}

TEST_CASE("a page that shows a document learns that it is withdrawn and restored") {
  const LiveIndex kb;
  const Daemon daemon(kb.path());
  auto client = daemon.client();
  const auto state_of = [&](const char* id) {
    const Json asked = {{"open", {{"kind", "article"}, {"id", id}, {"lang", "en"}}},
                        {"listed", {{{"kind", "article"}, {"id", "portal"}, {"lang", "en"}}}}};
    const auto answer = client.Post("/v1/state", asked.dump(), "application/json");
    REQUIRE(answer);
    const Json state = Json::parse(answer->body);
    CHECK(state["listed"] == Json({"live"}));
    return state["open"].get<std::string>();
  };
  CHECK(state_of("badge") == "live");
  CHECK(state_of("nothing") == "gone");
  CHECK(kb.run({"withdraw", "badge"}).status == 0);
  REQUIRE(wait_until([&] { return state_of("badge") == "withdrawn"; }));
  CHECK(kb.run({"restore", "badge"}).status == 0);
  CHECK(wait_until([&] { return state_of("badge") == "live"; }));
}

TEST_CASE("if one language version is withdrawn, another is shown instead") {
  const LiveIndex kb;
  const Daemon daemon(kb.path());
  auto client = daemon.client();
  CHECK(shown_to(client, {{"q", "portal geslo"}, {"lang", "sl"}}).contains("portal sl"));
  CHECK(kb.run({"withdraw", "portal", "--lang", "sl"}).status == 0);
  REQUIRE(wait_until([&] {
    return !shown_to(client, {{"q", "portal"}, {"lang", "sl"}, {"limit", 50}}).contains("portal sl");
  }));
  // Another version of the article is shown, and the withdrawn one is not listed.
  const Json answer = suggest(client, {{"q", "portal password"}, {"lang", "sl"}});
  CHECK(answer["suggestions"][0]["id"] == "portal");
  CHECK(answer["suggestions"][0]["lang"] == "en");
  CHECK(answer["suggestions"][0]["languages"] == Json({"en"}));
  const auto whole = client.Get("/v1/articles/portal?lang=sl");
  REQUIRE(whole);
  CHECK(Json::parse(whole->body)["lang"] == "en");

  const Finished none = kb.run({"withdraw", "portal", "--lang", "de"});
  CHECK(none.status == 1);
  CHECK(holds(none.err, "it has en, sl"));
  // Withdraw the whole article: then a single version can't be restored.
  CHECK(kb.run({"withdraw", "portal"}).status == 0);
  CHECK(status_of(kb.path())["withdrawn"].size() == 1);
  const Finished alone = kb.run({"restore", "portal", "--lang", "sl"});
  CHECK(alone.status == 1);
  CHECK(holds(alone.err, "portal is"));
  REQUIRE(wait_until([&] { return status_of_get(client, "/v1/articles/portal") == 404; }));
  // The ticket that it resolved is now shown by itself.
  const Json remaining = suggest(client, {{"q", "portal password lost"}});
  CHECK(remaining["suggestions"][0]["kind"] == "ticket");
  CHECK_FALSE(remaining["suggestions"][0].contains("article"));
  CHECK(kb.run({"withdraw", "T-1"}).status == 0);
  REQUIRE(wait_until([&] { return status_of_get(client, "/v1/tickets/T-1") == 404; }));
  CHECK(shown_to(client, {{"q", "portal password lost"}, {"limit", 50}}) ==
        std::set<std::string>{"badge en", "parking en"});
}

TEST_CASE("an unknown id is reported with similar ids") {
  const LiveIndex kb;
  const Finished slip = kb.run({"withdraw", "bagde"});
  CHECK(slip.status == 1);
  CHECK(holds(slip.err, "did you mean badge?"));
  CHECK(kb.run({"withdraw", "nothing/at/all"}).status == 1);
  CHECK_FALSE(fs::exists(kb.path() / "live.json"));
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

TEST_CASE("a staged document can be withdrawn before it is published") {
  const LiveIndex kb;
  write_text(kb.folder() / "more.jsonl", lines({article("fresh", "Portal news", "New.")}));
  REQUIRE(kb.run({"build", kb.source(), kb.folder() / "more.jsonl", "--stage"}).status == 0);
  const Finished withdrawn = kb.run({"withdraw", "fresh"});
  CHECK(withdrawn.status == 0);
  CHECK(holds(withdrawn.err, "warning: fresh is not published yet, only staged in generation 000002"));
  Daemon daemon(kb.path());
  REQUIRE(kb.run({"publish"}).status == 0);
  REQUIRE(daemon.process().wait_for_error("now serving generation 000002"));
  auto client = daemon.client();
  CHECK(status_of_get(client, "/v1/articles/fresh") == 404);
}

TEST_CASE("under load, a withdrawn document is in no later answer, and no request fails") {
  const LiveIndex kb;
  Daemon daemon(kb.path());
  std::atomic<bool> stop{false};
  std::atomic<bool> must_be_gone{false};
  std::atomic<int> after{0};
  std::mutex mutex;
  std::string failure;
  std::vector<std::jthread> agents;
  for (int i = 0; i < 4; ++i) {
    agents.emplace_back([&] {
      auto client = daemon.client();
      while (!stop) {
        // Read before the request: an answer to an earlier request may still have the document.
        const bool gone = must_be_gone;
        std::string result;
        try {
          if (shown_to(client).contains("badge en") && gone) result = "badge in an answer";
          const int whole = status_of_get(client, "/v1/articles/badge");
          if (whole != 404 && (gone || whole != 200)) result = "the article: " + std::to_string(whole);
        } catch (const std::exception& e) {
          result = e.what();
        }
        const std::lock_guard lock(mutex);
        if (failure.empty()) failure = result;
        if (gone) ++after;
      }
    });
  }
  REQUIRE(kb.run({"withdraw", "badge"}).status == 0);
  REQUIRE(daemon.process().wait_for_error("hiding 1 withdrawn document"));
  must_be_gone = true;
  CHECK(wait_until([&] { return after > 200; }));
  stop = true;
  agents.clear();
  INFO(failure);
  CHECK(failure.empty());
}
