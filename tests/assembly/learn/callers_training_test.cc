#include "indexer/assembly/learn/callers_training.h"

#include "indexer/format/index_folder.h"
#include "tests/support/catch2.h"
#include "tests/support/small_index.h"

namespace callside {

using testing::article;
using testing::build_index;
using testing::TemporaryFolder;
using testing::ticket;

namespace {

// Builds an index from these documents and returns the callers' words that it learned.
CallersWords learned(const TemporaryFolder& folder, std::vector<Document> documents, unsigned threads = 2) {
  const auto report = build_index(folder.path() / "kb", std::move(documents), threads);
  REQUIRE(report);
  auto words =
      CallersWords::open(IndexFolder(folder.path() / "kb").generation(report->generation) / kCallersFile);
  REQUIRE(words);
  return std::move(*words);
}

// Twelve tickets for each of two articles. All of them contain "card".
std::vector<Document> card_tickets() {
  std::vector<Document> documents{article("atm", "en", "Retention", "x"),
                                  article("pin", "en", "Blocked", "y")};
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i);
    documents.push_back(ticket("A" + n, "en", "", "the machine swallowed my card", "done", "atm"));
    documents.push_back(ticket("P" + n, "en", "", "wrong number and my card is refused", "done", "pin"));
  }
  return documents;
}

float weight_of(const CallersWords& words, const std::string& name, const std::string& id) {
  for (const CallersPosting& posting : words.tables().at(0).find(name).postings) {
    if (words.article(posting.article) == id) return posting.weight;
  }
  return 0;
}

}  // namespace

TEST_CASE("a word is evidence for the article whose callers use it, unless all callers use it") {
  const TemporaryFolder folder;
  const CallersWords words = learned(folder, card_tickets());
  REQUIRE(words.tables().size() == 1);
  const CallersWords::Table& table = words.tables().front();
  CHECK(table.tickets() == 24);
  CHECK(table.find("en:swallow").postings.size() == 1);
  CHECK(table.find("en:swallow").postings[0].tickets == 12);
  CHECK(weight_of(words, "en:swallow", "atm") > 0.5F);
  CHECK(weight_of(words, "en:wrong", "pin") > 0.5F);
  CHECK(weight_of(words, "en:wrong number", "pin") > 0.1F);
  const float card = weight_of(words, "en:card", "atm");
  CHECK(std::abs(card) < weight_of(words, "en:swallow", "atm") / 2);
}

TEST_CASE("a word is stored if three tickets contain it, not if two do") {
  std::vector<Document> documents = card_tickets();
  for (int i = 0; i < 2; ++i)
    documents.push_back(ticket("N" + std::to_string(i), "en", "", "zanzibar", "done", "atm"));
  const TemporaryFolder two_folder, three_folder, apart_folder;
  CHECK(learned(two_folder, documents).tables().front().find("en:zanzibar").empty());
  auto apart = documents;
  apart.push_back(ticket("N9", "en", "", "zanzibar", "done", "pin"));
  CHECK(learned(apart_folder, std::move(apart)).tables().front().find("en:zanzibar").empty());
  documents.push_back(ticket("N9", "en", "", "zanzibar", "done", "atm"));
  CHECK(learned(three_folder, std::move(documents)).tables().front().find("en:zanzibar").postings.size() ==
        1);
}

TEST_CASE("each access class learns from its own tickets only") {
  std::vector<Document> documents = card_tickets();
  for (int i = 0; i < 3; ++i) {
    documents.push_back(ticket("S" + std::to_string(i), "en", "", "kittiwake", "done", "atm"));
    documents.back().audience = {"safeguarding"};
  }
  // Two tickets of one class and one of another do not count as three.
  for (int i = 0; i < 3; ++i) {
    documents.push_back(ticket("M" + std::to_string(i), "en", "", "larkspur", "done", "atm"));
    if (i == 0) documents.back().audience = {"safeguarding"};
  }
  const TemporaryFolder folder;
  const CallersWords words = learned(folder, std::move(documents));
  REQUIRE(words.tables().size() == 2);
  std::size_t kittiwakes = 0;
  for (const CallersWords::Table& table : words.tables()) {
    kittiwakes += table.find("en:kittiwak").empty() ? 0 : 1;
    CHECK(table.find("en:larkspur").empty());
  }
  CHECK(kittiwakes == 1);
}

TEST_CASE("nothing is learned from tickets whose article is not in the index") {
  std::vector<Document> documents = card_tickets();
  for (int i = 0; i < 5; ++i)
    documents.push_back(ticket("G" + std::to_string(i), "en", "", "gone entirely", "done", "no/such"));
  const TemporaryFolder folder;
  const CallersWords words = learned(folder, std::move(documents));
  CHECK(words.articles() == 2);
  CHECK(words.tables().front().find("en:gone").empty());
}

TEST_CASE("the learned words do not depend on the order of the tickets or the number of threads") {
  const auto bytes = [](std::vector<Document> documents, unsigned threads) {
    const TemporaryFolder folder;
    const auto report = build_index(folder.path() / "kb", std::move(documents), threads);
    REQUIRE(report);
    auto file = read_file(IndexFolder(folder.path() / "kb").generation(report->generation) / kCallersFile);
    REQUIRE(file);
    return std::move(*file);
  };
  std::vector<Document> turned = card_tickets();
  std::reverse(turned.begin(), turned.end());
  const std::string once = bytes(card_tickets(), 1);
  CHECK(bytes(card_tickets(), 3) == once);
  CHECK(bytes(std::move(turned), 2) == once);
}

}  // namespace callside
