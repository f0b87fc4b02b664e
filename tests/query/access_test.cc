// What a key may not see does not exist for it.
#include <catch2/catch.hpp>

#include "searchd/query/engine.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;

namespace {

Document with_audience(Document document, std::vector<std::string> audience) {
  document.audience = std::move(audience);
  return document;
}

std::vector<Document> mixed() {
  Document escalated = article("public", "en", "Portal password", "Reset the password on the portal.");
  escalated.owner = "ownerword";
  escalated.escalate_to = "escalateword";
  escalated.before_escalating = {"beforeword"};
  escalated.do_not_say = "dontsayword";
  Document brand = article("north", "en", "Portal of the northword school", "portal");
  brand.brand = {"north"};
  return {
      escalated,
      with_audience(article("public", "sl", "Geslo slovenskaword", "internalonlyword"), {"internal"}),
      with_audience(article("internal", "en", "Portal internalword", "For staff: internalword."),
                    {"internal"}),
      with_audience(article("safe", "en", "Portal larkspur", "Larkspur is for the safeguarding desk."),
                    {"safeguarding"}),
      with_audience(ticket("T-9", "en", "portal kittiwake", "kittiwake", "done", "public"), {"safeguarding"}),
      brand};
}

// All that is in an answer, as one text.
std::string everything(const SuggestAnswer& answer) {
  std::string all = answer.generation;
  for (const std::string& language : answer.languages) all += " " + language;
  for (const Suggestion& one : answer.suggestions) {
    for (const std::string* text :
         {&one.id, &one.lang, &one.title, &one.url, &one.updated, &one.article, &one.owner, &one.escalate_to,
          &one.do_not_say, &one.passage.heading, &one.passage.text}) {
      all += " " + *text;
    }
    for (const auto* list : {&one.product, &one.audience, &one.languages, &one.before_escalating}) {
      for (const std::string& text : *list) all += " " + text;
    }
  }
  return all;
}

}  // namespace

TEST_CASE("a lesser key meets nothing of what it may not see") {
  TemporaryFolder folder;
  REQUIRE(build_index(folder.path() / "kb", mixed()));
  const auto engine = open_engine(folder.path() / "kb");
  REQUIRE(engine);
  Access access;
  access.audiences = {"public"};
  access.all_brands = false;

  SuggestRequest request;
  request.limit = 50;
  request.lang = {"sl", "en"};
  // Unique words of hidden documents, whole and as prefixes; and words that find the visible ones beside
  // them.
  for (const char* text :
       {"internalword", "internalw", "larkspur", "lark", "kittiwake", "kitti", "northword", "slovenskaword",
        "internalonlyword", "portal", "password portal", "p", "geslo", "escalateword", "ownerword"}) {
    request.text = text;
    const auto answer = (*engine)->suggest(request, access);
    REQUIRE(answer);
    const std::string all = everything(*answer);
    INFO(text << ": " << all);
    for (const char* secret :
         {"internal", "larkspur", "Larkspur", "kittiwake", "north", "slovenska", "safe", "T-9", "Geslo",
          "ownerword", "escalateword", "beforeword", "dontsayword", " sl"}) {
      // "sl" was asked for, so it may be named as a language that the index has.
      if (std::string(secret) == " sl" && !answer->languages.empty()) continue;
      CHECK(all.find(secret) == std::string::npos);
    }
    for (const Suggestion& one : answer->suggestions) CHECK(one.id == "public");
  }
  for (const char* id : {"internal", "safe", "north", "nothing"}) {
    const auto article = (*engine)->article(id, {"en"}, access);
    REQUIRE_FALSE(article);
    CHECK(article.error().code == ErrorCode::not_found);
    CHECK(article.error().message == "there is no such article");
  }
  CHECK((*engine)->ticket("T-9", access).error().code == ErrorCode::not_found);
  const auto shown = (*engine)->article("public", {"sl"}, access);
  REQUIRE(shown);
  CHECK(shown->about.lang == "en");
  CHECK(shown->about.languages == std::vector<std::string>{"en"});
  CHECK(shown->about.escalate_to.empty());
  CHECK((*engine)->census(access)->visible == 1);
}

TEST_CASE("a key sees what its audiences and brands cover") {
  TemporaryFolder folder;
  REQUIRE(build_index(folder.path() / "kb", mixed()));
  const auto engine = open_engine(folder.path() / "kb");
  REQUIRE(engine);
  Access access;
  access.audiences = {"public", "internal"};
  SuggestRequest request;
  request.limit = 50;
  request.text = "internalword";
  CHECK((*engine)->suggest(request, access)->suggestions.size() == 1);
  CHECK((*engine)->article("public", {"en"}, access)->about.escalate_to == "escalateword");
  CHECK((*engine)->article("north", {}, access));
  access.all_brands = false;
  access.brands = {"south"};
  CHECK_FALSE((*engine)->article("north", {}, access));
  access.brands = {"north", "south"};
  CHECK((*engine)->article("north", {}, access));
  access.audiences = {"safeguarding"};
  CHECK((*engine)->ticket("T-9", access)->html.find("kittiwake") != std::string::npos);
  access.audiences = {};
  request.text = "portal";
  CHECK((*engine)->suggest(request, access)->suggestions.empty());
  CHECK((*engine)->census(access)->visible == 0);
}
