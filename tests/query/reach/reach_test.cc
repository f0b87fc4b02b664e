// What one request reaches: filters, what exists for its reader today, and no more of its question than is
// used.

#include <algorithm>
#include <set>

#include "indexer/format/live_state.h"
#include "tests/query/desk.h"

using namespace callside;
using namespace callside::testing;

namespace {

Document of_product(Document document, const std::string& product, const std::string& brand = {}) {
  document.product = {product};
  if (!brand.empty()) document.brand = {brand};
  return document;
}

Document validated(Document document) {
  document.confidence = Confidence::validated;
  return document;
}

std::string aloud_reason(Document document, const std::vector<std::string>& audiences = {"public"}) {
  Desk desk({validated(std::move(document))});
  desk.access.audiences = std::set<std::string>(audiences.begin(), audiences.end());
  return desk.ask("portal ").suggestions.at(0).not_aloud_reason;
}

}  // namespace

TEST_CASE("the version that is shown is of the product and brand that were asked for") {
  Desk desk({of_product(article("r", "en", "Xylophone blinks", "red"), "net", "north"),
             of_product(article("r", "sl", "Ksilofon", "xylophone utripa"), "food", "south")});
  desk.request.lang = {"en"};
  desk.request.product = {"food"};
  const SuggestAnswer food = desk.ask("xylophone ");
  REQUIRE(food.suggestions.size() == 1);
  CHECK(food.suggestions[0].product == std::vector<std::string>{"food"});
  CHECK(food.suggestions[0].lang == "sl");
  desk.request.product = {};
  desk.request.brand = {"south"};
  CHECK(desk.ask("xylophone ").suggestions.at(0).lang == "sl");
  desk.request.brand = {"north"};
  CHECK(desk.ask("xylophone ").suggestions.at(0).lang == "en");
}

TEST_CASE("a ticket names its article, whatever is asked for") {
  Desk desk({article("pass", "en", "Bus pass", "Where to get it."),
             ticket("T-1", "en", "", "xylophone blinks", "done", "pass")});
  desk.request.kind = Kind::ticket;
  const SuggestAnswer answer = desk.ask("xylophone ");
  REQUIRE(answer.suggestions.size() == 1);
  CHECK(answer.suggestions[0].article == "pass");
}

TEST_CASE("the languages of a suggestion are those in which the reader may see it, not those asked for") {
  Desk desk({article("pass", "en", "Bus pass", "blue"), article("pass", "sl", "Vozovnica", "modra")});
  desk.request.only_lang = {"en"};
  CHECK(desk.ask("blue ").suggestions.at(0).languages == std::vector<std::string>{"en", "sl"});
}

TEST_CASE("an article brings its own tickets, not those of an id that goes on from its own") {
  std::vector<Document> documents{article("a", "en", "Cards", "plastic"),
                                  article("a:b", "en", "Gardening", "opening hours"),
                                  article("c", "en", "Lamps", "glass")};
  for (int i = 0; i < 12; ++i) {
    documents.push_back(
        ticket("T-" + std::to_string(i), "en", "", "it swallowed mine " + std::to_string(i), "done", "a"));
    documents.push_back(
        ticket("U-" + std::to_string(i), "en", "", "the light is green " + std::to_string(i), "done", "c"));
  }
  Desk desk(std::move(documents));
  CHECK(suggestion_of(desk.ask("swallowed "), "a") != nullptr);
  CHECK(suggestion_of(desk.ask("swallowed "), "a:b") == nullptr);
}

TEST_CASE("more of a question than four thousand bytes is not used, and that is said") {
  Desk desk({article("snow", "en", "Snow day", "snow"), article("ice", "en", "Icicle", "ice")});
  CHECK_FALSE(desk.ask("snow ").q_cut);
  std::string text = "snow ";
  while (text.size() < 4092) text += "x ";
  text.resize(4092);
  CHECK_FALSE(desk.ask(text + " ice").q_cut);
  // A character that lies across the end is left out whole.
  for (std::size_t filled = 4093; filled <= 4096; ++filled) {
    std::string longer = text;
    longer.resize(filled, ' ');
    const SuggestAnswer cut = desk.ask(longer + "\xF0\x9F\x9A\x8C icicle");
    CHECK(cut.q_cut);
    CHECK(suggestion_of(cut, "snow") != nullptr);
    CHECK(suggestion_of(cut, "ice") == nullptr);
  }
}

TEST_CASE("a language that nothing is in is refused by name, with those that there are for the reader") {
  Document hidden = article("h", "fi", "Lippu", "sininen");
  hidden.audience = {"internal"};
  Desk desk({article("pass", "en", "Bus pass", "blue"), article("pass", "sl", "Vozovnica", "modra"), hidden});
  desk.request.text = "blue";
  using Tags = std::vector<std::string>;
  for (const Tags& wanted : {Tags{"xx"}, Tags{"true"}, Tags{"fi"}, Tags{"en", "fr"}, Tags{"e_n"}}) {
    desk.request.only_lang = wanted;
    const auto refused = desk.engine().suggest(desk.request, desk.access);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::usage);
    CHECK(refused.error().message.find("\"" + wanted.back() + "\"") != std::string::npos);
    CHECK(refused.error().message.find("en, sl") != std::string::npos);
  }
  desk.request.only_lang = {"en-GB", "sl"};
  CHECK(desk.engine().suggest(desk.request, desk.access));
  desk.request.only_lang = {"fi"};
  desk.access.audiences = {"public", "internal"};
  CHECK(desk.engine().suggest(desk.request, desk.access));
}

TEST_CASE("what must not be said of it keeps an article from being said by who can't read it") {
  Document limited = article("a", "en", "Portal", "portal");
  CHECK(aloud_reason(limited).empty());
  limited.do_not_say = "Never confirm who else is on the account.";
  const std::string reason = aloud_reason(limited);
  CHECK_FALSE(reason.empty());
  CHECK(reason.find("account") == std::string::npos);
  CHECK(aloud_reason(limited, {"public", "internal"}).empty());
}

TEST_CASE("an article past its review date is not to be said") {
  Document reviewed = article("a", "en", "Portal", "portal");
  reviewed.review_by = "2026-11-22";  // today
  CHECK(aloud_reason(reviewed).empty());
  reviewed.review_by = "2026-11-21";
  CHECK(aloud_reason(reviewed) == "it is past its review date");
}
