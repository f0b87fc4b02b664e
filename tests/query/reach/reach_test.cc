// The reach of one request: filters, documents that exist for its reader today, and the limit on the
// question's length.
#include <algorithm>
#include <set>

#include "indexer/format/live_state.h"
#include "tests/query/test_index.h"

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
  TestIndex index({validated(std::move(document))});
  index.access.audiences = std::set<std::string>(audiences.begin(), audiences.end());
  return index.ask("portal ").suggestions.at(0).read_aloud_obstacle;
}

}  // namespace

TEST_CASE("the version that is shown passes the product and brand filters") {
  TestIndex index({of_product(article("r", "en", "Xylophone blinks", "red"), "net", "north"),
                   of_product(article("r", "sl", "Ksilofon", "xylophone utripa"), "food", "south")});
  index.request.lang = {"en"};
  index.request.product = {"food"};
  const SuggestAnswer food = index.ask("xylophone ");
  REQUIRE(food.suggestions.size() == 1);
  CHECK(food.suggestions[0].product == std::vector<std::string>{"food"});
  CHECK(food.suggestions[0].lang == "sl");
  index.request.product = {};
  index.request.brand = {"south"};
  CHECK(index.ask("xylophone ").suggestions.at(0).lang == "sl");
  index.request.brand = {"north"};
  CHECK(index.ask("xylophone ").suggestions.at(0).lang == "en");
}

TEST_CASE("a ticket names its article even if articles are filtered out") {
  TestIndex index({article("pass", "en", "Bus pass", "Where to get it."),
                   ticket("T-1", "en", "", "xylophone blinks", "done", "pass")});
  index.request.kind = Kind::ticket;
  const SuggestAnswer answer = index.ask("xylophone ");
  REQUIRE(answer.suggestions.size() == 1);
  CHECK(answer.suggestions[0].article == "pass");
}

TEST_CASE("a suggestion lists all languages in which the reader may see it") {
  TestIndex index({article("pass", "en", "Bus pass", "blue"), article("pass", "sl", "Vozovnica", "modra")});
  index.request.only_lang = {"en"};
  CHECK(index.ask("blue ").suggestions.at(0).languages == std::vector<std::string>{"en", "sl"});
}

TEST_CASE("an article has its own tickets, not those of a longer id") {
  std::vector<Document> documents{article("a", "en", "Cards", "plastic"),
                                  article("a:b", "en", "Gardening", "opening hours"),
                                  article("c", "en", "Lamps", "glass")};
  for (int i = 0; i < 12; ++i) {
    documents.push_back(
        ticket("T-" + std::to_string(i), "en", "", "it swallowed mine " + std::to_string(i), "done", "a"));
    documents.push_back(
        ticket("U-" + std::to_string(i), "en", "", "the light is green " + std::to_string(i), "done", "c"));
  }
  TestIndex index(std::move(documents));
  CHECK(suggestion_of(index.ask("swallowed "), "a") != nullptr);
  CHECK(suggestion_of(index.ask("swallowed "), "a:b") == nullptr);
}

TEST_CASE("only four thousand bytes of a question are used, and the answer says so") {
  TestIndex index({article("snow", "en", "Snow day", "snow"), article("ice", "en", "Icicle", "ice")});
  CHECK_FALSE(index.ask("snow ").q_cut);
  std::string text = "snow ";
  while (text.size() < 4092) text += "x ";
  text.resize(4092);
  CHECK_FALSE(index.ask(text + " ice").q_cut);
  // A character that crosses the limit is dropped as a whole.
  for (std::size_t filled = 4093; filled <= 4096; ++filled) {
    std::string longer = text;
    longer.resize(filled, ' ');
    const SuggestAnswer cut = index.ask(longer + "\xF0\x9F\x9A\x8C icicle");
    CHECK(cut.q_cut);
    CHECK(suggestion_of(cut, "snow") != nullptr);
    CHECK(suggestion_of(cut, "ice") == nullptr);
  }
}

TEST_CASE("a filter for an unused language is refused with the languages that exist for the reader") {
  Document hidden = article("h", "fi", "Lippu", "sininen");
  hidden.audience = {"internal"};
  TestIndex index(
      {article("pass", "en", "Bus pass", "blue"), article("pass", "sl", "Vozovnica", "modra"), hidden});
  index.request.text = "blue";
  using Tags = std::vector<std::string>;
  for (const Tags& wanted : {Tags{"xx"}, Tags{"true"}, Tags{"fi"}, Tags{"en", "fr"}, Tags{"e_n"}}) {
    index.request.only_lang = wanted;
    const auto refused = index.engine().suggest(index.request, index.access);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::usage);
    CHECK(refused.error().message.find("\"" + wanted.back() + "\"") != std::string::npos);
    CHECK(refused.error().message.find("en, sl") != std::string::npos);
  }
  index.request.only_lang = {"en-GB", "sl"};
  CHECK(index.engine().suggest(index.request, index.access));
  index.request.only_lang = {"fi"};
  index.access.audiences = {"public", "internal"};
  CHECK(index.engine().suggest(index.request, index.access));
}

TEST_CASE("an article with a do_not_say must not be read aloud by readers who cannot see it") {
  Document limited = article("a", "en", "Portal", "portal");
  CHECK(aloud_reason(limited).empty());
  limited.do_not_say = "Never confirm who else is on the account.";
  const std::string reason = aloud_reason(limited);
  CHECK_FALSE(reason.empty());
  CHECK(reason.find("account") == std::string::npos);
  CHECK(aloud_reason(limited, {"public", "internal"}).empty());
}

TEST_CASE("an article past its review date must not be read aloud") {
  Document reviewed = article("a", "en", "Portal", "portal");
  reviewed.review_by = "2026-11-22";  // today
  CHECK(aloud_reason(reviewed).empty());
  reviewed.review_by = "2026-11-21";
  CHECK(aloud_reason(reviewed) == "it is past its review date");
}
