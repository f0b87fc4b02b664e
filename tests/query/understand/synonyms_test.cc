// Words that editors say mean the same.
#include <algorithm>

#include "tests/query/desk.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

namespace {

using Texts = std::vector<std::string>;

SynonymRule one_way(Texts said, Texts meant, Texts lang = {}) {
  return {12, false, std::move(said), std::move(meant), std::move(lang)};
}

SynonymRule mutual(const Texts& texts, Texts lang = {}) { return {12, true, texts, texts, std::move(lang)}; }

EditorialRules rules(std::vector<SynonymRule> synonyms) {
  EditorialRules rules;
  rules.synonyms = std::move(synonyms);
  return rules;
}

std::vector<Document> lunch_desk() {
  return {article("account", "en", "Topping up", "Money is put into the lunch account on the portal."),
          article("apart", "en", "Opening times", "Lunch is at noon. The account is closed at four."),
          article("other", "en", "Lost property", "Ask the driver.")};
}

}  // namespace

TEST_CASE("who says a synonym's word finds what it means, and not the other way round") {
  const std::vector<Document> documents{article("card", "en", "Replacing a card", "Order a new card."),
                                        article("fare", "en", "Fares", "The ticket costs a pound.")};
  Desk desk(documents, rules({one_way({"plastic"}, {"card"}), one_way({"ticket"}, {"card"})}));
  CHECK(desk.ids("plastic ") == Ids{"card"});
  CHECK(desk.ids("ticket ").size() == 2);
  CHECK(desk.ids("card ") == Ids{"card"});
  CHECK(Desk(documents).ids("plastic ") == Ids{});
}

TEST_CASE("of two documents that differ only in a word the exact one is above its synonym") {
  // However rare the synonym, and in whichever order they come.
  std::vector<Document> documents{article("a", "en", "The notebook", "How a notebook is charged."),
                                  article("b", "en", "The laptop", "How a laptop is charged.")};
  for (int i = 0; i < 12; ++i) {
    documents.push_back(article("laptop" + std::to_string(i), "en", "Remark " + std::to_string(i),
                                "Somebody has a laptop, number " + std::to_string(i) + "."));
  }
  Desk desk(std::move(documents), rules({mutual({"laptop", "notebook"})}));
  CHECK(desk.ids("laptop ").front() == "b");
  CHECK(desk.ids("notebook ").front() == "a");
  desk.request.limit = 20;
  CHECK(desk.ids("notebook ").size() == 14);
  CHECK(desk.ids("charge the laptop ")[0] == "b");
  CHECK(desk.ids("charge the laptop ")[1] == "a");
}

TEST_CASE("an exact phrase is above its synonym") {
  Desk desk({article("said", "en", "Tuck money", "How tuck money is paid."),
             article("meant", "en", "Lunch account", "How a lunch account is paid.")},
            rules({one_way({"tuck money"}, {"lunch account"})}));
  CHECK(desk.ids("tuck money ") == Ids{"said", "meant"});
  CHECK(desk.ids("paid tuck money ") == Ids{"said", "meant"});
}

TEST_CASE("several words mean several words, where these stand together") {
  Desk desk(lunch_desk(), rules({one_way({"dinner money"}, {"lunch account"})}));
  CHECK(desk.ids("dinner money ").front() == "account");
  const auto ids = desk.ids("dinner money ");
  // Found by nothing but words that stand apart: not found.
  CHECK(std::find(ids.begin(), ids.end(), "apart") == ids.end());
  // One of the words alone is not what was said, nor the words the other way round.
  CHECK(desk.ids("dinner ") == Ids{});
  CHECK(desk.ids("tuck dinner of money ").size() == 1);
  CHECK(desk.ids("money dinner ") == Ids{"account"});
}

TEST_CASE("what stands apart counts as though nothing were said of it") {
  const std::vector<Document> documents = lunch_desk();
  Desk with(documents, rules({one_way({"dinner money"}, {"lunch account"})}));
  Desk without(documents);
  const auto weight = [](Desk& desk) {
    desk.request.explain = true;
    for (const Suggestion& one : desk.ask("noon dinner money ").suggestions) {
      if (one.id == "apart")
        return one.explanation->parts.bm25f / (0.7 + 0.3 * one.explanation->parts.coverage);
    }
    return 0.0;
  };
  CHECK(weight(without) > 0);
  CHECK(weight(with) == Approx(weight(without)).epsilon(0.001));
}

TEST_CASE("a text is met by its words' stems, with function words between them") {
  Desk desk({article("retained", "en", "Retention", "The machine retained it.")},
            rules({one_way({"eats cards"}, {"retained"})}));
  CHECK(desk.ids("it is eating my card ") == Ids{"retained"});
  CHECK(desk.ids("eats blue cards ") == Ids{});
  CHECK(desk.ids("card eats ") == Ids{});
}

TEST_CASE("the longest text is taken, and its words are one thing") {
  Desk desk({article("payment", "en", "Payment", "Pay by debit."),
             article("door", "en", "Door", "The badge opens it.")},
            rules({one_way({"plastic"}, {"debit"}), one_way({"plastic key"}, {"badge"})}));
  CHECK(desk.ids("plastic ") == Ids{"payment"});
  CHECK(desk.ids("plastic key ") == Ids{"door"});
}

TEST_CASE("a synonym of one language is for who reads that language") {
  Desk desk(
      {article("poison", "en", "Poison", "Call the doctor."), article("gift", "en", "Gift", "Wrap it.")},
      rules({one_way({"gift"}, {"poison"}, {"de"})}));
  // No document is German: the index has nothing that the word could mean there.
  desk.request.lang = {"de"};
  CHECK(desk.ids("gift ") == Ids{"gift"});
  Desk both({article("notfall", "de", "Vergiftung", "Den Notruf wählen."),
             article("gift", "en", "Gift", "Wrap it.")},
            rules({one_way({"gift"}, {"Vergiftung"}, {"de"})}));
  both.request.lang = {"en"};
  CHECK(both.ids("gift ") == Ids{"gift"});
  both.request.lang = {"de", "en"};
  CHECK(both.ids("gift ").size() == 2);
}

TEST_CASE("a synonym of all languages joins words of two") {
  Desk desk({article("card", "en", "Card", "A new card.")}, rules({one_way({"kartica"}, {"card"})}));
  CHECK(desk.ids("kartica ") == Ids{"card"});
  CHECK(desk.ids("kartice ").empty());
}

TEST_CASE("questions without a synonym's words are answered as without it") {
  std::vector<SynonymRule> many;
  for (int i = 0; i < 50; ++i)
    many.push_back(one_way({"word" + std::to_string(i), "two words" + std::to_string(i)}, {"lunch account"}));
  Desk with(lunch_desk(), rules(std::move(many)));
  Desk without(lunch_desk());
  for (const char* text : {"lunch", "account closed", "prop", "lunhc account", "two words", "drivre "}) {
    const SuggestAnswer a = with.ask(text), b = without.ask(text);
    REQUIRE(a.suggestions.size() == b.suggestions.size());
    CHECK(a.corrected == b.corrected);
    for (std::size_t i = 0; i < a.suggestions.size(); ++i) {
      CHECK(a.suggestions[i].id == b.suggestions[i].id);
      CHECK(a.suggestions[i].score == b.suggestions[i].score);
    }
  }
}

TEST_CASE("what the editors know is not taken for a slip") {
  const std::vector<Document> documents{article("jobs", "en", "Jobs", "Jobs at the school."),
                                        article("shot", "en", "Vaccination", "Before the first day.")};
  CHECK(Desk(documents).ask("jabs ").corrected == "jobs ");
  Desk desk(documents, rules({one_way({"jabs"}, {"vaccination"})}));
  CHECK(desk.ask("jabs ").corrected.empty());
  CHECK(desk.ids("jabs ") == Ids{"shot"});
}

TEST_CASE("what a synonym means is known only to who may see a document with it") {
  Document secret = article("secret", "en", "Hidden", "The merger is called nightingale.");
  secret.audience = {"internal"};
  Desk desk({secret, article("open", "en", "Buntings", "The bunting sings.")},
            rules({one_way({"bunting"}, {"nightingale"}), one_way({"buntlng"}, {"nightingale"})}));
  CHECK(desk.ids("bunting ") == Ids{"open"});
  // As though the editors had said nothing: it is a slip.
  CHECK(desk.ask("buntlng ").corrected == "bunting ");
  desk.request.explain = true;
  for (const Suggestion& one : desk.ask("bunting ").suggestions) {
    for (const ExplainedWord& word : one.explanation->words) {
      for (const ExplainedMatch& match : word.found) CHECK(match.because.empty());
    }
  }
  desk.access.audiences = {"public", "internal"};
  CHECK(desk.ids("bunting ") == Ids{"open", "secret"});
  CHECK(desk.ask("buntlng ").corrected.empty());
}

TEST_CASE("an explanation names the synonym and its line") {
  Desk desk(lunch_desk(),
            rules({one_way({"dinner money"}, {"lunch account"}), one_way({"bursar"}, {"driver"})}));
  desk.request.explain = true;
  const auto found = [&](const char* text) { return desk.ask(text).suggestions.front().explanation->words; };
  const auto phrase = found("dinner money ");
  const auto at = std::find_if(phrase.begin(), phrase.end(),
                               [](const ExplainedWord& word) { return word.typed == "dinner money"; });
  REQUIRE(at != phrase.end());
  REQUIRE(at->found.size() == 1);
  CHECK(at->found[0].level == MatchLevel::synonym);
  CHECK(at->found[0].word == "lunch account");
  CHECK(at->found[0].because == "dinner money = lunch account (search.yaml:12)");
  CHECK(at->found[0].fields[static_cast<std::size_t>(Field::body)] == 1);
  const auto word = found("bursar ");
  REQUIRE(word.size() == 1);
  CHECK(word[0].found[0].word == "driver");
  CHECK(word[0].found[0].because == "bursar = driver (search.yaml:12)");
}

TEST_CASE("what a synonym means is marked in the passage") {
  Desk desk(lunch_desk(), rules({one_way({"dinner money"}, {"lunch account"})}));
  const Passage passage = desk.ask("dinner money ").suggestions.front().passage;
  REQUIRE(passage.highlights.size() >= 2);
}
