// A search that has limited time says what it had no time for. The clock is the test's.

#include <algorithm>
#include <chrono>
#include <memory>

#include "tests/query/test_index.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

namespace {

using std::chrono::milliseconds;
using Parts = std::vector<Degraded>;

// Every search begins at zero, and finds this much time gone whenever it looks again.
TimeBudget time_with(milliseconds gone, milliseconds limit = milliseconds(50)) {
  auto begun = std::make_shared<bool>(false);
  const auto now = [=] {
    const std::chrono::steady_clock::time_point zero{};
    return std::exchange(*begun, true) ? zero + gone : zero;
  };
  return {now, limit};
}

std::string long_text(const std::string& answer) {
  std::string text;
  for (int i = 0; i < 12; ++i) {
    text += "# Chapter " + std::to_string(i) + "\n\n";
    for (int word = 0; word < 60; ++word) text += "filler" + std::to_string(i * 100 + word) + " ";
    text += "\n\n";
  }
  return text + "# The answer\n\n" + answer + "\n";
}

// A word in English and in Slovenian.
struct Translated {
  std::string en, sl;
};

// An article about invoices, one that exists only in Slovenian, tickets, and articles to learn translations
// from.
std::vector<Document> help_desk() {
  static const std::vector<Translated> kTaughtWords{
      {"invoice", "račun"},       {"password", "geslo"},       {"printer", "tiskalnik"},
      {"delivery", "dostava"},    {"holiday", "dopust"},       {"parking", "parkirišče"},
      {"salary", "plača"},        {"contract", "pogodba"},     {"warranty", "garancija"},
      {"keyboard", "tipkovnica"}, {"insurance", "zavarovanje"}};
  std::vector<Document> documents{
      article("copy", "en", "Copy of an invoice", long_text("The invoice is sent again by letter.")),
      article("only-sl", "sl", "Račun za parkirišče", "Račun pošljemo po pošti.")};
  for (std::size_t i = 0; i < 40; ++i) {
    const Translated& first = kTaughtWords[i % 11];
    const Translated& second = kTaughtWords[(i * 5 + 1) % 11];
    const Translated& third = kTaughtWords[(i * 7 + 3) % 11];
    const std::string id = "pair" + std::to_string(i);
    documents.push_back(article(id, "en", first.en + " " + second.en, first.en + " " + third.en));
    documents.push_back(article(id, "sl", first.sl + " " + second.sl, first.sl + " " + third.sl));
    documents.push_back(ticket("T-" + std::to_string(i), "en", first.en,
                               "where is my " + first.en + " " + third.en, "It is there.", id));
  }
  return documents;
}

}  // namespace

TEST_CASE("a search in time gives nothing up") {
  TestIndex index(help_desk());
  const SuggestAnswer unlimited = index.ask("invioce letter");
  CHECK(unlimited.degraded.empty());
  index.request.time = time_with(milliseconds(0));
  const SuggestAnswer answer = index.ask("invioce letter");
  CHECK(answer.degraded.empty());
  REQUIRE(answer.suggestions.size() == unlimited.suggestions.size());
  for (std::size_t i = 0; i < answer.suggestions.size(); ++i) {
    CHECK(answer.suggestions[i].id == unlimited.suggestions[i].id);
    CHECK(answer.suggestions[i].passage.text == unlimited.suggestions[i].passage.text);
  }
}

TEST_CASE("without a limit a search may take an hour") {
  TestIndex index(help_desk());
  index.request.time = time_with(std::chrono::hours(1), milliseconds(0));
  CHECK(index.ask("invioce letter").degraded.empty());
}

TEST_CASE("a search whose time has passed still finds all articles") {
  TestIndex index(help_desk());
  index.request.kind = Kind::article;
  index.request.only_lang = {"en"};
  const Ids all = index.ids("copy invoice letter");
  index.request.time = time_with(std::chrono::hours(1));
  CHECK(index.ids("copy invoice letter") == all);
}

TEST_CASE("what there was no time for is named") {
  TestIndex index(help_desk());
  const SuggestAnswer unlimited = index.ask("invoice parking ");
  CHECK(unlimited.degraded.empty());
  CHECK(suggestion_of(unlimited, "only-sl") != nullptr);
  CHECK(index.ask("copy invioce ").corrected == "copy invoice ");

  index.request.time = time_with(std::chrono::hours(1));
  const SuggestAnswer answer = index.ask("invoice parking ");
  CHECK(answer.degraded == Parts{Degraded::tickets, Degraded::passages, Degraded::translations});
  CHECK_FALSE(answer.suggestions.empty());
  CHECK(suggestion_of(answer, "only-sl") == nullptr);

  const SuggestAnswer misspelled = index.ask("copy invioce ");
  CHECK(misspelled.corrected.empty());
  CHECK(std::count(misspelled.degraded.begin(), misspelled.degraded.end(), Degraded::corrections) == 1);
}

TEST_CASE("a passage for which there is no time is the beginning of the article") {
  TestIndex index(help_desk());
  const auto heading = [&] {
    const SuggestAnswer answer = index.ask("invoice letter ");
    const Suggestion* found = suggestion_of(answer, "copy");
    REQUIRE(found != nullptr);
    return found->passage.heading;
  };
  CHECK(heading() == "The answer");
  index.request.time = time_with(std::chrono::hours(1));
  CHECK(heading() == "Chapter 0");
}

TEST_CASE("tickets are given up first, and passages next") {
  TestIndex index(help_desk());
  index.request.only_lang = {"en"};
  const auto given_up = [&](int percent, const char* question) {
    index.request.time = time_with(milliseconds(10 * percent), milliseconds(1000));
    return index.ask(question).degraded;
  };
  CHECK(given_up(30, "invioce copy") == Parts{});
  const Parts late = given_up(80, "invoice copy");
  CHECK(std::count(late.begin(), late.end(), Degraded::tickets) == 1);
  CHECK(std::count(late.begin(), late.end(), Degraded::passages) == 0);
  const Parts too_late = given_up(101, "invoice copy");
  CHECK(std::count(too_late.begin(), too_late.end(), Degraded::passages) == 1);
}

TEST_CASE("where there are only tickets, some are found in spite of the time") {
  std::vector<Document> documents;
  for (int i = 0; i < 20; ++i)
    documents.push_back(ticket("T-" + std::to_string(i), "en", "printer " + std::to_string(i),
                               "the printer is out of paper again", "Fill it."));
  TestIndex index(std::move(documents));
  index.request.time = time_with(std::chrono::hours(1));
  const SuggestAnswer answer = index.ask("printer paper ");
  CHECK_FALSE(answer.suggestions.empty());
}

TEST_CASE("a search whose client has left stops") {
  TestIndex index(help_desk());
  for (const int looks : {0, 1}) {
    auto left = std::make_shared<int>(looks);
    index.request.text = "copy invoice letter";
    index.request.time = {[] { return std::chrono::steady_clock::time_point{}; }, milliseconds(50),
                          [left] { return (*left)-- <= 0; }};
    const auto answer = index.engine().suggest(index.request, index.access);
    if (looks > 0 && answer) continue;  // it was answered before the second look
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::interrupted);
  }
}
