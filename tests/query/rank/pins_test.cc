// What editors put first, and what they never want to see.
#include <algorithm>

#include "tests/query/desk.h"
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

std::vector<Document> portal_desk() {
  Document status = article("status", "en", "Disturbances", "What runs and what does not.");
  return {status, article("password", "en", "Portal password", "Reset the portal password."),
          article("down", "en", "Portal down", "When the portal is down, the portal says so."),
          article("bus", "en", "Bus", "The bus is late.")};
}

std::vector<bool> pinned(Desk& desk, const char* text) {
  std::vector<bool> out;
  for (const Suggestion& one : desk.ask(text).suggestions) out.push_back(one.pinned);
  return out;
}

bool is_first_pinned(Desk& desk, const char* text) {
  const SuggestAnswer answer = desk.ask(text);
  return !answer.suggestions.empty() && answer.suggestions.front().pinned;
}

Moment moment(const char* text) { return *parse_utc(text); }

}  // namespace

TEST_CASE("a pinned article is first, is marked, and counts within the limit") {
  Desk desk(portal_desk(), pins({rule({"portal down"}, {"status"})}));
  CHECK(desk.ids("portal down ") == Ids{"status", "down", "password"});
  CHECK(pinned(desk, "portal down ") == std::vector<bool>{true, false, false});
  CHECK(desk.ask("portal down ").suggestions.front().score == 1);
  desk.request.limit = 2;
  CHECK(desk.ids("portal down ") == Ids{"status", "down"});
  desk.request.limit = 1;
  CHECK(desk.ids("portal down ") == Ids{"status"});
}

TEST_CASE(
    "an article that the ranking finds too is there once, scored as though its words had put it first") {
  Desk desk(portal_desk(), pins({rule({"portal"}, {"password"})}));
  Desk plain(portal_desk());
  CHECK(plain.ids("portal down ") == Ids{"down", "password"});
  CHECK(desk.ids("portal down ") == Ids{"password", "down"});
  const double score = desk.ask("portal down ").suggestions[0].score;
  CHECK(score > plain.ask("portal down ").suggestions[1].score);
  CHECK(score < plain.ask("portal down ").suggestions[0].score);
  // Also where it would not have been among so few.
  desk.request.limit = 1;
  CHECK(desk.ids("portal down ") == Ids{"password"});
  CHECK(desk.ask("portal down ").suggestions[0].score == score);
}

TEST_CASE("a question meets a pin by all its words, by stems, in any order") {
  Desk desk(portal_desk(), pins({rule({"portal is down", "late bus"}, {"status"})}));
  const auto is_met = [&](const char* text) { return is_first_pinned(desk, text); };
  CHECK(is_met("down the whole portal "));
  CHECK(is_met("are portals down"));
  CHECK(is_met("why is the bus always late"));
  CHECK_FALSE(is_met("portal "));
  CHECK_FALSE(is_met("bus "));
  CHECK_FALSE(is_met("prtal down "));
  CHECK_FALSE(is_met("portal dow"));
}

TEST_CASE("where nothing is found, what is pinned is something good") {
  Desk desk(portal_desk(), pins({rule({"zeppelin"}, {"status"})}));
  const SuggestAnswer answer = desk.ask("zeppelin ");
  REQUIRE(answer.suggestions.size() == 1);
  CHECK(answer.suggestions[0].pinned);
  CHECK_FALSE(answer.nothing_good);
}

TEST_CASE("a pin holds between its dates, judged when it is asked") {
  WordsRule morning = rule({"portal"}, {"status"});
  morning.from = moment("2026-11-22T07:30:00Z");
  morning.until = moment("2026-11-22T12:00:00Z");
  Desk desk(portal_desk(), pins({morning}));
  const auto is_pinned_at = [&](const char* text) {
    desk.request.now = moment(text);
    return is_first_pinned(desk, "portal ");
  };
  CHECK_FALSE(is_pinned_at("2026-11-22T07:29:59Z"));
  CHECK(is_pinned_at("2026-11-22T07:30:00Z"));
  CHECK(is_pinned_at("2026-11-22T11:59:59Z"));
  CHECK_FALSE(is_pinned_at("2026-11-22T12:00:00Z"));
}

TEST_CASE("who may not see an article has no pin of it") {
  std::vector<Document> documents = portal_desk();
  documents[0].audience = {"internal"};
  Desk desk(documents, pins({rule({"portal"}, {"status", "bus"})}));
  CHECK(desk.ids("portal ").front() == "bus");
  desk.access.audiences = {"public", "internal"};
  const Ids ids = desk.ids("portal ");
  CHECK(Ids(ids.begin(), ids.begin() + 2) == Ids{"status", "bus"});
}

TEST_CASE("what is archived, not valid, or not asked for is not pinned") {
  std::vector<Document> documents = portal_desk();
  documents[0].valid_until = "2026-11-21";
  documents[3].product = {"transport"};
  documents.push_back(article("old", "en", "Old notes", "Of last year."));
  documents.back().confidence = Confidence::archived;
  Desk desk(documents, pins({rule({"portal"}, {"status", "old", "bus", "nowhere"})}));
  CHECK(desk.ids("portal ").front() == "bus");
  desk.request.product = {"portal"};
  CHECK(desk.ids("portal ").front() != "bus");
  desk.request.product = {"transport"};
  CHECK(desk.ids("portal ").front() == "bus");
  desk.request.kind = Kind::ticket;
  CHECK(desk.ids("portal ").empty());
}

TEST_CASE("a pin for a language or a product is for who reads it and asks about it") {
  WordsRule slovenian = rule({"portal"}, {"status"});
  slovenian.lang = {"sl"};
  WordsRule transport = rule({"late"}, {"status"});
  transport.product = {"transport"};
  Desk desk(portal_desk(), pins({slovenian, transport}));
  desk.request.lang = {"en"};
  CHECK_FALSE(is_first_pinned(desk, "portal "));
  desk.request.lang = {"en", "sl"};
  CHECK(is_first_pinned(desk, "portal "));
  desk.request.product = {"fees"};
  CHECK_FALSE(is_first_pinned(desk, "late "));
  desk.request.product = {"transport"};
  CHECK(is_first_pinned(desk, "late "));
}

TEST_CASE("the version that the reader prefers is pinned") {
  std::vector<Document> documents = portal_desk();
  documents.push_back(article("status", "sl", "Motnje", "Kaj deluje in kaj ne."));
  Desk desk(documents, pins({rule({"portal"}, {"status"})}));
  desk.request.lang = {"sl", "en"};
  CHECK(desk.ask("portal ").suggestions.front().lang == "sl");
  desk.request.lang = {"en", "sl"};
  CHECK(desk.ask("portal ").suggestions.front().lang == "en");
}

TEST_CASE("an article that is never for a question is not suggested, nor are its tickets") {
  std::vector<Document> documents = portal_desk();
  documents.push_back(ticket("T-1", "en", "Portal down", "The portal is down again.", "We waited.", "down"));
  Desk desk(documents, pins({rule({"portal"}, {"down"})}, {rule({"portal down"}, {"down"})}));
  CHECK(desk.ids("portal down ") == Ids{"password"});
  CHECK(desk.ids("portal ").front() == "down");
}

TEST_CASE("a ticket stays for who may not see the article that is never for the question") {
  std::vector<Document> documents = portal_desk();
  documents[2].audience = {"internal"};
  documents.push_back(ticket("T-1", "en", "Portal down", "The portal is down again.", "We waited.", "down"));
  Desk desk(documents, pins({}, {rule({"portal down"}, {"down"})}));
  const Ids ids = desk.ids("portal down ");
  CHECK(std::find(ids.begin(), ids.end(), "T-1") != ids.end());
  desk.access.audiences = {"public", "internal"};
  CHECK(desk.ids("portal down ") == Ids{"password"});
}

TEST_CASE("an explanation says which entry pins") {
  Desk desk(portal_desk(), pins({rule({"portal down"}, {"status"})}));
  desk.request.explain = true;
  CHECK(desk.ask("portal down ").suggestions[0].explanation->pinned_by.empty());  // it is for staff
  desk.access.audiences = {"public", "internal"};
  const SuggestAnswer answer = desk.ask("portal down ");
  CHECK(answer.suggestions[0].explanation->pinned_by == "search.yaml:21");
  CHECK(answer.suggestions[0].explanation->weight ==
        Approx(answer.suggestions[0].explanation->parts.weight()));
  CHECK(answer.suggestions[1].explanation->pinned_by.empty());
}
