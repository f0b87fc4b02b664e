// Hidden documents do not exist for a key.

#include "searchd/query/engine.h"
#include "tests/support/catch2.h"
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

// Everything in an explanation except the words as typed.
std::string explanation_text(const Explanation& why) {
  std::string all = " " + std::to_string(why.weight);
  for (const double part :
       {why.parts.bm25f, why.parts.together, why.parts.block, why.parts.title, why.parts.half_typed,
        why.parts.tickets, why.parts.coverage, why.parts.title_share})
    all += " " + std::to_string(part);
  for (const auto* words : {&why.words, &why.missing}) {
    all += " |";
    for (const ExplainedWord& word : *words) {
      all += " " + std::to_string(word.weight);
      for (const ExplainedMatch& match : word.found) {
        all += std::string(" ") + name_of(match.level) + " " + match.word;
        for (const std::uint32_t count : match.fields) all += " " + std::to_string(count);
      }
    }
  }
  for (const IgnoredWord& word : why.ignored)
    all += word.why == IgnoredWord::Why::stop_word ? " stop" : " often";
  for (const SaidByCallers& one : why.callers) all += " " + one.said + " " + std::to_string(one.tickets);
  if (const auto& matched = why.matched_version)
    all += std::string(" ") + name_of(matched->kind) + " " + matched->id + " " + matched->lang;
  return all;
}

// The smallest access that a key can have.
Access public_only() {
  Access access;
  access.audiences = {"public"};
  access.all_brands = false;
  return access;
}

// Everything in an answer, as one text.
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
    if (one.explanation) all += explanation_text(*one.explanation);
  }
  return all;
}

}  // namespace

TEST_CASE("a key with less access sees nothing of hidden documents") {
  TemporaryFolder folder;
  REQUIRE(build_index(folder.path() / "kb", mixed()));
  const auto engine = open_engine(folder.path() / "kb");
  REQUIRE(engine);
  Access access = public_only();

  SuggestRequest request;
  request.limit = 50;
  request.lang = {"sl", "en"};
  request.explain = true;
  std::size_t explained = 0;
  // Unique words of hidden documents, whole and as prefixes, and words that find the visible documents beside
  // them.
  for (const char* text : {"internalword",
                           "internalw",
                           "larkspur",
                           "lark",
                           "kittiwake",
                           "kitti",
                           "northword",
                           "slovenskaword",
                           "internalonlyword",
                           "portal",
                           "password portal",
                           "p",
                           "geslo",
                           "escalateword",
                           "ownerword",
                           "internalword portal",
                           "portal internalw",
                           "portal lark",
                           "larkspurs portal",
                           "larkspru portal",
                           "portal kittiwake ",
                           "northwords portal",
                           "geslo portal",
                           "portal slovenskawrd "}) {
    request.text = text;
    const auto answer = (*engine)->suggest(request, access);
    REQUIRE(answer);
    const std::string all = everything(*answer);
    INFO(text << ": " << all);
    for (const char* secret :
         {"internal", "larkspur", "Larkspur", "kittiwake", "north", "slovenska", "safe", "T-9", "Geslo",
          "ownerword", "escalateword", "beforeword", "dontsayword", " sl"}) {
      // "sl" was asked for, so it may be named as a language of the index.
      if (std::string(secret) == " sl" && !answer->languages.empty()) continue;
      CHECK(all.find(secret) == std::string::npos);
    }
    for (const Suggestion& one : answer->suggestions) {
      CHECK(one.id == "public");
      REQUIRE(one.explanation);
      CHECK_FALSE(one.explanation->matched_version);
      ++explained;
    }
  }
  CHECK(explained > 10);
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

TEST_CASE("an explanation does not distinguish a hidden word from an unknown one") {
  TemporaryFolder folder;
  REQUIRE(build_index(folder.path() / "kb", mixed()));
  const auto engine = open_engine(folder.path() / "kb");
  REQUIRE(engine);
  Access access = public_only();
  SuggestRequest request;
  request.explain = true;
  const auto asked = [&](const std::string& text) {
    request.text = text;
    const auto answer = (*engine)->suggest(request, access);
    REQUIRE(answer);
    REQUIRE(answer->suggestions.size() == 1);
    const Explanation& why = *answer->suggestions.front().explanation;
    REQUIRE(why.missing.size() == 1);
    CHECK(why.missing.front().weight == 0);
    return everything(*answer);
  };
  for (const std::string hidden :
       {"internalword", "larkspur", "kittiwake", "northword", "slovenskaword", "geslo"}) {
    INFO(hidden);
    CHECK(asked("portal " + hidden + " ") == asked("portal zyxwvutsr "));
    CHECK(asked(hidden + " portal") == asked("zyxwvutsr portal"));
  }
  // Readers who may see them find them, with their names.
  access.audiences = {"public", "internal", "safeguarding"};
  access.all_brands = true;
  request.text = "larkspu";
  const auto answer = (*engine)->suggest(request, access);
  REQUIRE(answer);
  CHECK(everything(*answer).find("completed larkspur") != std::string::npos);
}

TEST_CASE("a version that gave the rank is named only to readers who may see it") {
  TemporaryFolder folder;
  REQUIRE(build_index(folder.path() / "kb", mixed()));
  const auto engine = open_engine(folder.path() / "kb");
  REQUIRE(engine);
  Access access;
  access.audiences = {"public"};
  SuggestRequest request;
  request.explain = true;
  request.lang = {"en"};
  request.text = "slovenskaword kittiwake portal ";
  const auto matched = [&] {
    const auto answer = (*engine)->suggest(request, access);
    REQUIRE(answer);
    REQUIRE_FALSE(answer->suggestions.empty());
    std::string lang;
    for (const Suggestion& one : answer->suggestions) {
      if (one.id == "public" && one.explanation->matched_version)
        lang += one.explanation->matched_version->id;
    }
    return lang;
  };
  CHECK(matched().empty());
  access.audiences = {"public", "internal"};
  CHECK(matched() == "public");
  access.audiences = {"public", "safeguarding"};
  CHECK(matched() == "T-9");
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
