// What is kept between the keystrokes of one session changes no answer, whoever asks and whatever changes.

#include <chrono>
#include <future>
#include <memory>
#include <optional>

#include "indexer/format/index_folder.h"
#include "indexer/format/live_state.h"
#include "searchd/query/serve/session_caches.h"
#include "tests/query/test_index.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

namespace {

std::vector<Document> printers() {
  std::vector<Document> documents;
  const char* const words[] = {"paper", "toner", "cable", "power", "parking", "password"};
  for (int i = 0; i < 60; ++i) {
    const std::string word = words[i % 6];
    const std::string other = words[(i * 5 + 1) % 6];
    const std::string id = "help" + std::to_string(i % 10);
    if (i < 10)
      documents.push_back(article(id, "en", "Printer " + word, "The printer has no " + other + "."));
    documents.push_back(ticket("T-" + std::to_string(i), "en", "printer " + word,
                               "my printer needs " + other + " number" + std::to_string(i), "Done.", id));
    documents.back().audience = {i % 3 == 0 ? "internal" : "public"};
  }
  return documents;
}

// Asks for each beginning of a question.
template <typename Check>
void type(const std::string& question, const Check& check) {
  for (std::size_t length = 1; length <= question.size(); ++length) check(question.substr(0, length));
}

void check_equal(const SuggestAnswer& a, const SuggestAnswer& b) {
  REQUIRE(a.suggestions.size() == b.suggestions.size());
  for (std::size_t i = 0; i < a.suggestions.size(); ++i) {
    CHECK(a.suggestions[i].id == b.suggestions[i].id);
    CHECK(a.suggestions[i].score == b.suggestions[i].score);
    CHECK(a.suggestions[i].passage.text == b.suggestions[i].passage.text);
    CHECK(a.suggestions[i].tickets.size() == b.suggestions[i].tickets.size());
  }
}

}  // namespace

TEST_CASE("every keystroke of a session is answered as if it were the first") {
  TestIndex index(printers());
  for (const char* question : {"printer paper pow", "pritner toner", "my password"}) {
    type(question, [&](const std::string& typed) {
      index.request.session = "";
      const SuggestAnswer alone = index.ask(typed);
      index.request.session = "session";
      check_equal(index.ask(typed), alone);
    });
  }
}

TEST_CASE("a session's cache is not used for another reader, filter or day") {
  TestIndex index(printers());
  type("printer paper", [&](const std::string& typed) {
    for (const char* audience : {"internal", "public"}) {
      index.access.audiences = {audience};
      for (const std::optional<Kind> kind : {std::optional<Kind>(), std::optional(Kind::ticket)}) {
        index.request.kind = kind;
        index.request.session = "session";
        const SuggestAnswer cached = index.ask(typed);
        index.request.session = "";
        check_equal(cached, index.ask(typed));
        for (const Suggestion& one : cached.suggestions) CHECK(one.audience == Ids{audience});
      }
    }
  });
}

TEST_CASE("a session's cache is not used for another product, brand or language") {
  std::vector<Document> documents;
  for (const char* name : {"north", "south"}) {
    for (const char* lang : {"en", "de"}) {
      const std::string id = std::string(name) + "-" + lang;
      // No two are duplicates.
      documents.push_back(ticket(id, lang, "printer", "printer " + id, "answer of " + id));
      documents.back().product = {name};
      documents.back().brand = {name};
    }
  }
  // A word that half of the documents have tells little.
  for (int i = 0; i < 20; ++i) {
    const std::string id = "scanner" + std::to_string(i);
    documents.push_back(ticket(id, "en", id, "glass plate of " + id, "cleaned " + id));
  }
  TestIndex index(std::move(documents));
  index.access.brands = {"north", "south"};
  index.request.session = "session";
  const std::vector<std::string> none;
  for (int round = 0; round < 2; ++round) {
    index.request.product = {round == 0 ? "north" : "south"};
    CHECK(index.ids("printer").size() == 2);
    CHECK(index.ids("printer").front().starts_with(index.request.product.front()));
    index.request.brand = std::exchange(index.request.product, none);
    CHECK(index.ids("printer").front().starts_with(index.request.brand.front()));
    index.request.brand.clear();
    index.request.only_lang = {round == 0 ? "en" : "de"};
    CHECK(index.ids("printer").front().ends_with(index.request.only_lang.front()));
    index.request.only_lang.clear();
    CHECK(index.ids("printer").size() == 4);
  }
}

TEST_CASE("what a search without time did not find is found by the next one") {
  TestIndex index(printers());
  index.request.kind = Kind::ticket;
  index.request.limit = 50;
  const std::size_t all = index.ids("printer paper").size();
  index.request.session = "session";
  bool begun = false;
  index.request.time = TimeBudget(
      [&] {
        const std::chrono::steady_clock::time_point zero{};
        return std::exchange(begun, true) ? zero + std::chrono::hours(1) : zero;
      },
      std::chrono::milliseconds(50));
  index.ask("printer paper");
  index.request.time = {};
  CHECK(index.ids("printer paper").size() == all);
}

TEST_CASE("a session that lasts over midnight sees the new day's articles") {
  Document old_price = article("old", "en", "Printer price", "The printer costs ten.");
  old_price.valid_until = "2026-12-31";
  Document new_price = article("new", "en", "Printer price", "The printer costs twelve.");
  new_price.valid_from = "2027-01-01";
  TestIndex index({old_price, new_price});
  index.request.session = "session";
  index.request.today = "2026-12-31";
  CHECK(index.ids("printer price") == Ids{"old"});
  index.request.today = "2027-01-01";
  CHECK(index.ids("printer price") == Ids{"new"});
}

TEST_CASE("a session sees withdrawals and new generations at its next keystroke") {
  TemporaryFolder folder;
  const auto path = folder.path() / "kb";
  REQUIRE(build_index(path, {article("a", "en", "Printer", "toner"), article("b", "en", "Printer", "paper"),
                             article("c", "en", "Printer", "cable")}));
  std::promise<void> withdrawn, moved;
  EngineEvents events;
  events.live_changed = [&](const LiveState&) { withdrawn.set_value(); };
  events.moved = [&](const std::string&) { moved.set_value(); };
  const auto engine = open_engine(path, {{}, events});
  REQUIRE(engine);
  Access access;
  access.audiences = {"public"};
  SuggestRequest request;
  request.text = "printer";
  request.session = "session";
  const auto count = [&] { return (*engine)->suggest(request, access)->suggestions.size(); };
  CHECK(count() == 3);

  LiveState state;
  state.withdrawn = {{"b", "", "2026-11-21T10:00:00Z", "ana"}};
  REQUIRE(write_live_state(IndexFolder(path), state));
  withdrawn.get_future().get();
  CHECK(count() == 2);

  REQUIRE(build_index(path, {article("a", "en", "Scanner", "toner"), article("c", "en", "Scanner", "cable"),
                             article("d", "en", "Printer", "power")}));
  moved.get_future().get();
  CHECK(count() == 1);
}

TEST_CASE("the search for what was typed before is not repeated in a session") {
  TestIndex index(printers());
  const auto looks = [&](const std::string& session) {
    auto count = std::make_shared<int>(0);
    index.request.session = session;
    index.request.time = TimeBudget(
        [count] {
          ++*count;
          return std::chrono::steady_clock::time_point{};
        },
        std::chrono::milliseconds(50));
    index.ask("printer pa");
    return *count;
  };
  const int alone = looks("");
  CHECK(looks("") == alone);
  CHECK(looks("session") == alone);
  // A search looks at the clock.
  CHECK(looks("session") < alone);
  CHECK(looks("other") == alone);
}

TEST_CASE("a session's cache goes with the session, or after a minute without a question") {
  auto now = std::make_shared<std::chrono::steady_clock::time_point>();
  SessionCaches caches([now] { return *now; });
  CHECK(caches.of("") == nullptr);
  const auto first = caches.of("a");
  CHECK(caches.of("a") == first);
  CHECK(caches.of("b") != first);
  caches.end("a");
  CHECK(caches.size() == 1);
  CHECK(caches.of("a") != first);

  *now += SessionCaches::kMaxIdle;
  caches.of("a");
  *now += std::chrono::seconds(1);
  caches.of("c");
  // b was used longest ago.
  CHECK(caches.size() == 2);
}

TEST_CASE("the session that was used longest ago makes room for a new one") {
  SessionCaches caches;
  const auto first = caches.of("first");
  for (std::size_t i = 0; i < SessionCaches::kMaxSessionCaches; ++i) caches.of(std::to_string(i));
  CHECK(caches.size() == SessionCaches::kMaxSessionCaches);
  CHECK(caches.of("first") != first);
}
