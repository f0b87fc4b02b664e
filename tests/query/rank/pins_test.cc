// Pins and "never for" rules.
#include <algorithm>

#include "tests/query/test_index.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

namespace {

using Texts = std::vector<std::string>;

WordsRule rule(Texts words, Texts articles) {
  WordsRule rule;
  rule.line = 21;
  rule.words = std::move(words);
  rule.articles = std::move(articles);
  return rule;
}

EditorialRules pins(std::vector<WordsRule> pins, std::vector<WordsRule> never = {}) {
  EditorialRules rules;
  rules.pins = std::move(pins);
  rules.never_for = std::move(never);
  return rules;
}

std::vector<Document> portal_articles() {
  Document status = article("status", "en", "Disturbances", "What runs and what does not.");
  return {status, article("password", "en", "Portal password", "Reset the portal password."),
          article("down", "en", "Portal down", "When the portal is down, the portal says so."),
          article("bus", "en", "Bus", "The bus is late.")};
}

std::vector<bool> pinned(TestIndex& index, const char* text) {
  std::vector<bool> out;
  for (const Suggestion& one : index.ask(text).suggestions) out.push_back(one.pinned);
  return out;
}

bool is_first_pinned(TestIndex& index, const char* text) {
  const SuggestAnswer answer = index.ask(text);
  return !answer.suggestions.empty() && answer.suggestions.front().pinned;
}

Moment moment(const char* text) { return *parse_utc(text); }

}  // namespace

TEST_CASE("a pinned article is first, is marked, and counts towards the limit") {
  TestIndex index(portal_articles(), pins({rule({"portal down"}, {"status"})}));
  CHECK(index.ids("portal down ") == Ids{"status", "down", "password"});
  CHECK(pinned(index, "portal down ") == std::vector<bool>{true, false, false});
  CHECK(index.ask("portal down ").suggestions.front().score == 1);
  index.request.limit = 2;
  CHECK(index.ids("portal down ") == Ids{"status", "down"});
  index.request.limit = 1;
  CHECK(index.ids("portal down ") == Ids{"status"});
}

TEST_CASE("a pinned article that the ranking finds too appears once, with the score of a first result") {
  TestIndex index(portal_articles(), pins({rule({"portal"}, {"password"})}));
  TestIndex plain(portal_articles());
  CHECK(plain.ids("portal down ") == Ids{"down", "password"});
  CHECK(index.ids("portal down ") == Ids{"password", "down"});
  const double score = index.ask("portal down ").suggestions[0].score;
  CHECK(score > plain.ask("portal down ").suggestions[1].score);
  CHECK(score < plain.ask("portal down ").suggestions[0].score);
  // Also if it would not be among so few results.
  index.request.limit = 1;
  CHECK(index.ids("portal down ") == Ids{"password"});
  CHECK(index.ask("portal down ").suggestions[0].score == score);
}

TEST_CASE("a question matches a pin by the stems of all its words, in any order") {
  TestIndex index(portal_articles(), pins({rule({"portal is down", "late bus"}, {"status"})}));
  const auto is_met = [&](const char* text) { return is_first_pinned(index, text); };
  CHECK(is_met("down the whole portal "));
  CHECK(is_met("are portals down"));
  CHECK(is_met("why is the bus always late"));
  CHECK_FALSE(is_met("portal "));
  CHECK_FALSE(is_met("bus "));
  CHECK_FALSE(is_met("prtal down "));
  CHECK_FALSE(is_met("portal dow"));
}

TEST_CASE("a pinned article is good even if nothing else is found") {
  TestIndex index(portal_articles(), pins({rule({"zeppelin"}, {"status"})}));
  const SuggestAnswer answer = index.ask("zeppelin ");
  REQUIRE(answer.suggestions.size() == 1);
  CHECK(answer.suggestions[0].pinned);
  CHECK_FALSE(answer.nothing_good);
}

TEST_CASE("a pin applies between its dates") {
  WordsRule morning = rule({"portal"}, {"status"});
  morning.from = moment("2026-11-22T07:30:00Z");
  morning.until = moment("2026-11-22T12:00:00Z");
  TestIndex index(portal_articles(), pins({morning}));
  const auto is_pinned_at = [&](const char* text) {
    index.request.now = moment(text);
    return is_first_pinned(index, "portal ");
  };
  CHECK_FALSE(is_pinned_at("2026-11-22T07:29:59Z"));
  CHECK(is_pinned_at("2026-11-22T07:30:00Z"));
  CHECK(is_pinned_at("2026-11-22T11:59:59Z"));
  CHECK_FALSE(is_pinned_at("2026-11-22T12:00:00Z"));
}

TEST_CASE("a pin does not apply to readers who may not see the article") {
  std::vector<Document> documents = portal_articles();
  documents[0].audience = {"internal"};
  TestIndex index(documents, pins({rule({"portal"}, {"status", "bus"})}));
  CHECK(index.ids("portal ").front() == "bus");
  index.access.audiences = {"public", "internal"};
  const Ids ids = index.ids("portal ");
  CHECK(Ids(ids.begin(), ids.begin() + 2) == Ids{"status", "bus"});
}

TEST_CASE("archived, invalid and filtered articles are not pinned") {
  std::vector<Document> documents = portal_articles();
  documents[0].valid_until = "2026-11-21";
  documents[3].product = {"transport"};
  documents.push_back(article("old", "en", "Old notes", "Of last year."));
  documents.back().confidence = Confidence::archived;
  TestIndex index(documents, pins({rule({"portal"}, {"status", "old", "bus", "nowhere"})}));
  CHECK(index.ids("portal ").front() == "bus");
  index.request.product = {"portal"};
  CHECK(index.ids("portal ").front() != "bus");
  index.request.product = {"transport"};
  CHECK(index.ids("portal ").front() == "bus");
  index.request.kind = Kind::ticket;
  CHECK(index.ids("portal ").empty());
}

TEST_CASE("a pin for a language or a product applies to requests for it") {
  WordsRule slovenian = rule({"portal"}, {"status"});
  slovenian.lang = {"sl"};
  WordsRule transport = rule({"late"}, {"status"});
  transport.product = {"transport"};
  TestIndex index(portal_articles(), pins({slovenian, transport}));
  index.request.lang = {"en"};
  CHECK_FALSE(is_first_pinned(index, "portal "));
  index.request.lang = {"en", "sl"};
  CHECK(is_first_pinned(index, "portal "));
  index.request.product = {"fees"};
  CHECK_FALSE(is_first_pinned(index, "late "));
  index.request.product = {"transport"};
  CHECK(is_first_pinned(index, "late "));
}

TEST_CASE("a pin shows the version that the reader prefers") {
  std::vector<Document> documents = portal_articles();
  documents.push_back(article("status", "sl", "Motnje", "Kaj deluje in kaj ne."));
  TestIndex index(documents, pins({rule({"portal"}, {"status"})}));
  index.request.lang = {"sl", "en"};
  CHECK(index.ask("portal ").suggestions.front().lang == "sl");
  index.request.lang = {"en", "sl"};
  CHECK(index.ask("portal ").suggestions.front().lang == "en");
}

TEST_CASE("an article that is never for a question is not suggested, and neither are its tickets") {
  std::vector<Document> documents = portal_articles();
  documents.push_back(ticket("T-1", "en", "Portal down", "The portal is down again.", "We waited.", "down"));
  TestIndex index(documents, pins({rule({"portal"}, {"down"})}, {rule({"portal down"}, {"down"})}));
  CHECK(index.ids("portal down ") == Ids{"password"});
  CHECK(index.ids("portal ").front() == "down");
}

TEST_CASE("\"never for\" keeps tickets whose article the reader may not see") {
  std::vector<Document> documents = portal_articles();
  documents[2].audience = {"internal"};
  documents.push_back(ticket("T-1", "en", "Portal down", "The portal is down again.", "We waited.", "down"));
  TestIndex index(documents, pins({}, {rule({"portal down"}, {"down"})}));
  const Ids ids = index.ids("portal down ");
  CHECK(std::find(ids.begin(), ids.end(), "T-1") != ids.end());
  index.access.audiences = {"public", "internal"};
  CHECK(index.ids("portal down ") == Ids{"password"});
}

TEST_CASE("an explanation names the pin's line") {
  TestIndex index(portal_articles(), pins({rule({"portal down"}, {"status"})}));
  index.request.explain = true;
  CHECK(index.ask("portal down ").suggestions[0].explanation->pinned_by.empty());  // for staff only
  index.access.audiences = {"public", "internal"};
  const SuggestAnswer answer = index.ask("portal down ");
  CHECK(answer.suggestions[0].explanation->pinned_by == "search.yaml:21");
  CHECK(answer.suggestions[0].explanation->weight ==
        Approx(answer.suggestions[0].explanation->parts.weight()));
  CHECK(answer.suggestions[1].explanation->pinned_by.empty());
}
