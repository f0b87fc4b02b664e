// Exports that hold only changes, and sources that are added to others.

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;

namespace {

namespace fs = std::filesystem;

Json zendesk_ticket(int id, const std::string& status) {
  return {{"id", id},
          {"subject", "Ticket " + std::to_string(id)},
          {"status", status},
          {"requester_id", 7001},
          {"updated_at", "2026-07-0" + std::to_string(id % 9 + 1) + "T08:00:00Z"}};
}

Json comments_of(int id, const std::string& answer) {
  const std::string result = "Number " + std::to_string(id) + " does not work.";
  const Json asked{{"id", id * 10},  {"ticket_id", id}, {"author_id", 7001},
                   {"public", true}, {"body", result},  {"created_at", "2026-07-01T08:00:00Z"}};
  const Json answered{{"id", id * 10 + 1}, {"ticket_id", id}, {"author_id", 8001},
                      {"public", true},    {"body", answer},  {"created_at", "2026-07-01T09:00:00Z"}};
  return Json::array({asked, answered});
}

// Exports of a help desk: full ones of articles and tickets, and a delta export with later changes.
class HelpDeskExports {
 public:
  HelpDeskExports() {
    fs::create_directories(full());
    put_articles({1, 2});
    Json tickets = Json::array();
    Json comments = Json::array();
    for (int id = 11; id <= 14; ++id) {
      tickets.push_back(zendesk_ticket(id, "solved"));
      for (const Json& one : comments_of(id, "We mended it.")) comments.push_back(one);
    }
    write_text(full() / "tickets.json", Json{{"tickets", tickets}, {"count", 4}}.dump());
    write_text(full() / "comments.json", Json{{"comments", comments}}.dump());
    build(index(), full());
  }

  fs::path full() const { return folder_.path() / "full"; }
  fs::path delta() const { return folder_.path() / "delta"; }
  fs::path index() const { return folder_.path() / "index"; }

  void put_articles(const std::vector<int>& ids) const {
    Json articles = Json::array();
    for (const int id : ids) {
      articles.push_back({{"id", id},
                          {"title", "Article " + std::to_string(id)},
                          {"body", "<p>A text.</p>"},
                          {"locale", "en-us"},
                          {"draft", false},
                          {"user_segment_id", nullptr}});
    }
    write_text(full() / "articles.json", Json{{"articles", articles}}.dump());
  }

  // Writes a delta export: tickets by id and status, all with the same answer.
  void put_delta(const std::vector<std::pair<int, std::string>>& changed, const std::string& answer) const {
    Json tickets = Json::array();
    Json comments = Json::array();
    for (const auto& [id, status] : changed) {
      tickets.push_back(zendesk_ticket(id, status));
      for (const Json& one : comments_of(id, answer)) comments.push_back(one);
    }
    write_text(delta() / "tickets.json",
               Json{{"tickets", tickets}, {"after_cursor", "x"}, {"end_of_stream", true}}.dump());
    write_text(delta() / "comments.json", Json{{"comments", comments}}.dump());
  }

  Finished update(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"update", "--index", index().string(), "--allow-removals"});
    return callside_index(more);
  }
  bool has(const std::string& id) const {
    return callside_index({"inspect", "--index", index().string(), id}).status == 0;
  }
  std::string text_of(const std::string& id) const {
    return callside_index({"inspect", "--index", index().string(), id}).out;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a delta export is added without --add, and its documents stay when it is gone") {
  const HelpDeskExports kb;
  REQUIRE(kb.has("14"));
  kb.put_delta({{11, "solved"}, {12, "deleted"}, {13, "open"}, {15, "solved"}}, "We sent a new one.");
  const Finished result = kb.update({kb.delta().string()});
  INFO(result.err << result.out);
  REQUIRE(result.status == 0);
  CHECK(holds(result.out, "1 added, 1 changed, 2 removed"));
  CHECK(holds(kb.text_of("11"), "We sent a new one."));
  CHECK_FALSE(kb.has("12"));
  CHECK_FALSE(kb.has("13"));
  CHECK(kb.has("14"));
  CHECK(kb.has("15"));
  CHECK(kb.has("1"));

  SECTION("the next delta export replaces it") {
    kb.put_delta({{16, "solved"}}, "We mended that, too.");
    REQUIRE(kb.update().status == 0);
    CHECK(kb.has("16"));
  }
  SECTION("it was deleted") {
    fs::remove_all(kb.delta());
    const Finished again = kb.update();
    INFO(again.err);
    REQUIRE(again.status == 0);
    CHECK(holds(again.out, "nothing changed"));
  }
  SECTION("update --relearn") { REQUIRE(kb.update({"--relearn"}).status == 0); }
  CHECK(holds(kb.text_of("11"), "We sent a new one."));
  CHECK_FALSE(kb.has("12"));
  CHECK(kb.has("14"));
  CHECK(kb.has("15"));

  // A full export still removes documents that it no longer holds.
  kb.put_articles({2});
  REQUIRE(kb.update().status == 0);
  CHECK_FALSE(kb.has("1"));
  CHECK(kb.has("2"));
  CHECK(kb.has("15"));
}

TEST_CASE("update --add keeps the other sources") {
  const HelpDeskExports kb;
  const TemporaryFolder more;
  write_text(more.path() / "hours.md", "---\ntitle: Opening hours\naudience: public\n---\nNine to five.\n");
  CHECK(kb.update({more.path().string()}).status == 2);
  CHECK_FALSE(kb.has("hours"));
  const Finished result = kb.update({"--add", more.path().string()});
  INFO(result.err << result.out);
  REQUIRE(result.status == 0);
  CHECK(holds(result.out, "1 added, 0 changed, 0 removed"));
  CHECK(kb.has("hours"));
  CHECK(kb.has("11"));
  CHECK(status_of(kb.index())["sources"].size() == 2);
  // Later updates read them all.
  write_text(more.path() / "hours.md", "---\ntitle: Opening hours\naudience: public\n---\nTen to four.\n");
  kb.put_articles({2});
  REQUIRE(kb.update().status == 0);
  CHECK(holds(kb.text_of("hours"), "Ten to four."));
  CHECK_FALSE(kb.has("1"));
}
