// A search that has limited time says what it had no time for. The clock is the test's.

#include <algorithm>
#include <chrono>
#include <memory>

#include "searchd/query/time_plan.h"
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

TEST_CASE("as time runs out, parts are given up in the order tickets, passages, translations, corrections") {
  TestIndex index(help_desk());
  const Parts all{Degraded::tickets, Degraded::passages, Degraded::translations, Degraded::corrections};
  std::size_t last = 0;
  for (int percent = 0; percent <= 110; percent += 1) {
    index.request.time = time_with(milliseconds(10 * percent), milliseconds(1000));
    INFO(percent);
    // It has something to correct, to translate and to find among tickets.
    const Parts given_up = index.ask("copy invioce parking ").degraded;
    REQUIRE(given_up == Parts(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(given_up.size())));
    CHECK(given_up.size() >= last);
    last = given_up.size();
    if (percent <= 50) CHECK(given_up.empty());
  }
  CHECK(last == all.size());
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

TEST_CASE("a search whose client has left is not answered") {
  TestIndex index(help_desk());
  index.request.text = "copy invoice letter";
  index.request.time = {[] { return std::chrono::steady_clock::time_point{}; }, milliseconds(50),
                        [] { return true; }};
  const auto answer = index.engine().suggest(index.request, index.access);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == ErrorCode::interrupted);
}

TEST_CASE("a plan looks for the client once in a while, and allows nothing once it has left") {
  int looks = 0;
  const TimeBudget budget([] { return std::chrono::steady_clock::time_point{}; }, milliseconds(50),
                          [&] { return ++looks == 2; });
  TimePlan plan(budget);
  int rounds = 0;
  while (!plan.is_abandoned_by_now()) {
    REQUIRE(plan.allows(Degraded::tickets));
    REQUIRE(++rounds < 1000);
  }
  CHECK(looks == 2);
  CHECK(rounds > 50);
  CHECK(plan.is_abandoned());
  CHECK_FALSE(plan.allows(Degraded::corrections));
  CHECK(plan.given_up() == Parts{Degraded::corrections});
}
