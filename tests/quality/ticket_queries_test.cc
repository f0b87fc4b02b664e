#include "indexer/quality/ticket_queries.h"

#include <algorithm>
#include <map>
#include <set>

#include "indexer/format/callers_words.h"
#include "indexer/format/live_state.h"
#include "indexer/quality/gate.h"
#include "tests/support/catch2.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;

namespace {

constexpr const char* kDay = "2026-11-22";

// Makes one article for each of `tickets`, with that number of tickets.
std::vector<Document> articles_with_tickets(const std::vector<int>& tickets) {
  std::vector<Document> documents;
  for (std::size_t a = 0; a < tickets.size(); ++a) {
    const std::string id = "A-" + std::to_string(a);
    documents.push_back(article(id, "en", "Case " + std::to_string(a), "Ask the desk."));
    for (int t = 0; t < tickets[a]; ++t) {
      const std::string number = std::to_string(a) + "." + std::to_string(t);
      documents.push_back(ticket("T-" + number, "en", "Subject", "Question " + number, "Done.", id));
    }
  }
  return documents;
}

std::vector<JudgedQuery> queries_of(std::vector<Document> documents, std::size_t count,
                                    const LiveState& live = {}) {
  TemporaryFolder folder;
  const IndexFolder index(folder.path() / "kb");
  REQUIRE(build_index(index.root(), std::move(documents)));
  REQUIRE(write_live_state(index, live));
  auto queries = ticket_queries(index, "000001", count, kDay);
  REQUIRE(queries);
  return std::move(*queries);
}

std::vector<std::string> tickets_of(const std::vector<JudgedQuery>& queries) {
  std::vector<std::string> tickets;
  for (const JudgedQuery& one : queries) tickets.push_back(one.ticket);
  return tickets;
}

std::map<std::string, std::size_t> by_article(const std::vector<JudgedQuery>& queries) {
  std::map<std::string, std::size_t> counts;
  for (const JudgedQuery& one : queries) ++counts[one.grades.begin()->first];
  return counts;
}

}  // namespace

TEST_CASE("tickets are taken evenly from all articles, with the customers' words as queries") {
  const auto queries = queries_of(articles_with_tickets({50, 2, 3, 0}), 6);
  CHECK(queries.size() == 6);
  for (const JudgedQuery& one : queries) {
    CHECK(one.lang == "en");
    CHECK(one.text == "Question " + one.ticket.substr(2));
    CHECK(one.grades.size() == 1);
  }
  CHECK(queries_of(articles_with_tickets({50, 2, 3, 0}), 1000).size() == 55);
}

TEST_CASE("another build chooses the same tickets, as far as they exist") {
  const auto before = tickets_of(queries_of(articles_with_tickets({9, 9, 9, 9, 9}), 20));
  std::vector<Document> documents = articles_with_tickets({9, 9, 9, 9, 9});
  std::reverse(documents.begin(), documents.end());
  CHECK(tickets_of(queries_of(documents, 20)) == before);
  // Another ticket takes the place of a removed one.
  std::erase_if(documents, [&](const Document& one) { return one.id == before[3]; });
  const auto after = tickets_of(queries_of(documents, 20));
  const std::set<std::string> known(before.begin(), before.end());
  CHECK(std::count_if(after.begin(), after.end(),
                      [&](const std::string& id) { return known.contains(id); }) == 19);
}

TEST_CASE("tickets set aside for trial are asked first, alternating between articles") {
  const auto queries = queries_of(articles_with_tickets({200, 60, 60}), 12);
  for (const JudgedQuery& one : queries) CHECK(is_held_out(ticket_key(one.ticket)));
  CHECK(by_article(queries) == std::map<std::string, std::size_t>{{"A-0", 4}, {"A-1", 4}, {"A-2", 4}});
}

TEST_CASE("documents that cannot be suggested are not asked for") {
  std::vector<Document> documents = articles_with_tickets({2, 2, 2, 2, 2});
  documents[0].confidence = Confidence::archived;
  documents[3].valid_until = "2026-11-21";
  LiveState live;
  live.withdrawn.push_back({"A-2", "", "", ""});
  live.withdrawn.push_back({"T-3.1", "", "", ""});
  CHECK(by_article(queries_of(documents, 100, live)) ==
        std::map<std::string, std::size_t>{{"A-3", 1}, {"A-4", 2}});
}

TEST_CASE("a long question is cut after a word, and a ticket without one uses its subject") {
  std::string sentence = "I was on the way home when it happened. ";
  std::string text;
  while (text.size() < 1000) text += sentence;
  const auto queries =
      queries_of({article("A", "en", "Case", "Ask."), ticket("T-1", "en", "Subject", text, "Done.", "A"),
                  ticket("T-2", "en", "Only a subject", "", "Done.", "A")},
                 10);
  REQUIRE(queries.size() == 2);
  for (const JudgedQuery& one : queries) {
    if (one.ticket == "T-2") {
      CHECK(one.text == "Only a subject");
    } else {
      CHECK(one.text.size() < 300);
      CHECK(one.text.size() > 250);
      CHECK(text[one.text.size()] == ' ');
    }
  }
}

TEST_CASE("a ticket's question is not answered by the ticket itself") {
  // Only the tickets contain all these words. The wrong article has some of them.
  std::vector<Document> documents{
      article("right", "en", "Case one", "Ask the desk."),
      article("wrong", "en", "Swallowed cards", "The machine swallowed a card."),
      ticket("T-1", "en", "", "The machine swallowed my card", "Done.", "right"),
      ticket("T-2", "en", "", "the machine swallowed my card!", "Done.", "right")};
  TemporaryFolder folder;
  const IndexFolder index(folder.path() / "kb");
  REQUIRE(build_index(index.root(), documents));
  const auto report = replay_tickets(index, "000001", "", 2, {0.5, 0.02}, kDay);
  REQUIRE(report);
  // Neither answers the other, because both ask the same.
  CHECK(report->queries == 2);
  CHECK(report->success3 == 0);
  CHECK_FALSE(report->passed());
  // A ticket in another customer's words leads to the article.
  documents.push_back(
      ticket("T-3", "en", "", "Machine swallowed card, what now, I am abroad?", "Done.", "right"));
  REQUIRE(build_index(index.root(), documents));
  const auto better = replay_tickets(index, "000002", "000001", 3, {0.5, 0.02}, kDay);
  REQUIRE(better);
  CHECK(better->success3 == 1);
  CHECK(better->compared == 2);
  CHECK(better->success3_before == 0.0);
}

TEST_CASE("the gate fails with too few tickets to judge by") {
  TemporaryFolder folder;
  const IndexFolder index(folder.path() / "kb");
  REQUIRE(build_index(index.root(), articles_with_tickets({3})));
  const auto report = replay_tickets(index, "000001", "", 200, {0.0, 1.0}, kDay);
  REQUIRE(report);
  CHECK_FALSE(report->passed());
  const Error error = gate_error(index, *report, "tickets:200");
  CHECK(error.code == ErrorCode::stopped);
  CHECK(error.message.find("it holds 3 tickets") != std::string::npos);
  CHECK(error.hint.find("--gate FILE") != std::string::npos);
}
