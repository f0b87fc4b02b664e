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

// What a build of these documents learned.
CallersWords learned(const TemporaryFolder& folder, std::vector<Document> documents, unsigned threads = 2) {
  const auto report = build_index(folder.path() / "kb", std::move(documents), threads);
  REQUIRE(report);
  auto words =
      CallersWords::open(IndexFolder(folder.path() / "kb").generation(report->generation) / kCallersFile);
  REQUIRE(words);
  return std::move(*words);
}

// Twelve tickets of each of two articles; what they have in common is "card".
std::vector<Document> desk() {
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

TEST_CASE("a word speaks for the article whose callers say it, one that all say for none") {
  const TemporaryFolder folder;
  const CallersWords words = learned(folder, desk());
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

TEST_CASE("a word of two tickets is in no file, one of three is") {
  std::vector<Document> documents = desk();
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

TEST_CASE("each access class is learned from its own tickets alone") {
  std::vector<Document> documents = desk();
  for (int i = 0; i < 3; ++i) {
    documents.push_back(ticket("S" + std::to_string(i), "en", "", "kittiwake", "done", "atm"));
    documents.back().audience = {"safeguarding"};
  }
  // Two of one class and one of another are not three.
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

TEST_CASE("tickets of an article that the index lacks teach nothing") {
  std::vector<Document> documents = desk();
  for (int i = 0; i < 5; ++i)
    documents.push_back(ticket("G" + std::to_string(i), "en", "", "gone entirely", "done", "no/such"));
  const TemporaryFolder folder;
  const CallersWords words = learned(folder, std::move(documents));
  CHECK(words.articles() == 2);
  CHECK(words.tables().front().find("en:gone").empty());
}

TEST_CASE("the same tickets teach the same, however many threads read them, in whatever order") {
  const auto bytes = [](std::vector<Document> documents, unsigned threads) {
    const TemporaryFolder folder;
    const auto report = build_index(folder.path() / "kb", std::move(documents), threads);
    REQUIRE(report);
    auto file = read_file(IndexFolder(folder.path() / "kb").generation(report->generation) / kCallersFile);
    REQUIRE(file);
    return std::move(*file);
  };
  std::vector<Document> turned = desk();
  std::reverse(turned.begin(), turned.end());
  const std::string once = bytes(desk(), 1);
  CHECK(bytes(desk(), 3) == once);
  CHECK(bytes(std::move(turned), 2) == once);
}

}  // namespace callside
