// Editors' synonyms.
#include <algorithm>

#include "tests/query/test_index.h"
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

std::vector<Document> lunch_articles() {
  return {article("account", "en", "Topping up", "Money is put into the lunch account on the portal."),
          article("apart", "en", "Opening times", "Lunch is at noon. The account is closed at four."),
          article("other", "en", "Lost property", "Ask the driver.")};
}

}  // namespace

TEST_CASE("a one-way synonym finds its meaning, and not the reverse") {
  const std::vector<Document> documents{article("card", "en", "Replacing a card", "Order a new card."),
                                        article("fare", "en", "Fares", "The ticket costs a pound.")};
  TestIndex index(documents, rules({one_way({"plastic"}, {"card"}), one_way({"ticket"}, {"card"})}));
  CHECK(index.ids("plastic ") == Ids{"card"});
  CHECK(index.ids("ticket ").size() == 2);
  CHECK(index.ids("card ") == Ids{"card"});
  CHECK(TestIndex(documents).ids("plastic ") == Ids{});
}

TEST_CASE("the exact word ranks above its synonym") {
  // However rare the synonym is, and in whichever order they come.
  std::vector<Document> documents{article("a", "en", "The notebook", "How a notebook is charged."),
                                  article("b", "en", "The laptop", "How a laptop is charged.")};
  for (int i = 0; i < 12; ++i) {
    documents.push_back(article("laptop" + std::to_string(i), "en", "Remark " + std::to_string(i),
                                "Somebody has a laptop, number " + std::to_string(i) + "."));
  }
  TestIndex index(std::move(documents), rules({mutual({"laptop", "notebook"})}));
  CHECK(index.ids("laptop ").front() == "b");
  CHECK(index.ids("notebook ").front() == "a");
  index.request.limit = 20;
  CHECK(index.ids("notebook ").size() == 14);
  CHECK(index.ids("charge the laptop ")[0] == "b");
  CHECK(index.ids("charge the laptop ")[1] == "a");
}

TEST_CASE("an exact phrase ranks above its synonym") {
  TestIndex index({article("said", "en", "Tuck money", "How tuck money is paid."),
                   article("meant", "en", "Lunch account", "How a lunch account is paid.")},
                  rules({one_way({"tuck money"}, {"lunch account"})}));
  CHECK(index.ids("tuck money ") == Ids{"said", "meant"});
  CHECK(index.ids("paid tuck money ") == Ids{"said", "meant"});
}

TEST_CASE("a phrase can mean another phrase, whose words must be together") {
  TestIndex index(lunch_articles(), rules({one_way({"dinner money"}, {"lunch account"})}));
  CHECK(index.ids("dinner money ").front() == "account");
  const auto ids = index.ids("dinner money ");
  // Words that are apart do not match.
  CHECK(std::find(ids.begin(), ids.end(), "apart") == ids.end());
  // One of the words alone does not match; words in another order do not, either.
  CHECK(index.ids("dinner ") == Ids{});
  CHECK(index.ids("tuck dinner of money ").size() == 1);
  CHECK(index.ids("money dinner ") == Ids{"account"});
}

TEST_CASE("words of a phrase that are apart count as without the rule") {
  const std::vector<Document> documents = lunch_articles();
  TestIndex with(documents, rules({one_way({"dinner money"}, {"lunch account"})}));
  TestIndex without(documents);
  const auto weight = [](TestIndex& index) {
    index.request.explain = true;
    for (const Suggestion& one : index.ask("noon dinner money ").suggestions) {
      if (one.id == "apart")
        return one.explanation->parts.bm25f / (0.7 + 0.3 * one.explanation->parts.coverage);
    }
    return 0.0;
  };
  CHECK(weight(without) > 0);
  CHECK(weight(with) == Approx(weight(without)).epsilon(0.001));
}

TEST_CASE("a rule matches by stems, with function words in between") {
  TestIndex index({article("retained", "en", "Retention", "The machine retained it.")},
                  rules({one_way({"eats cards"}, {"retained"})}));
  CHECK(index.ids("it is eating my card ") == Ids{"retained"});
  CHECK(index.ids("eats blue cards ") == Ids{});
  CHECK(index.ids("card eats ") == Ids{});
}

TEST_CASE("the longest matching rule wins") {
  TestIndex index({article("payment", "en", "Payment", "Pay by debit."),
                   article("door", "en", "Door", "The badge opens it.")},
                  rules({one_way({"plastic"}, {"debit"}), one_way({"plastic key"}, {"badge"})}));
  CHECK(index.ids("plastic ") == Ids{"payment"});
  CHECK(index.ids("plastic key ") == Ids{"door"});
}

TEST_CASE("a synonym for a language applies to readers of that language") {
  TestIndex index(
      {article("poison", "en", "Poison", "Call the doctor."), article("gift", "en", "Gift", "Wrap it.")},
      rules({one_way({"gift"}, {"poison"}, {"de"})}));
  // No document is German, so the index has nothing that the word could mean.
  index.request.lang = {"de"};
  CHECK(index.ids("gift ") == Ids{"gift"});
  TestIndex both({article("notfall", "de", "Vergiftung", "Den Notruf wählen."),
                  article("gift", "en", "Gift", "Wrap it.")},
                 rules({one_way({"gift"}, {"Vergiftung"}, {"de"})}));
  both.request.lang = {"en"};
  CHECK(both.ids("gift ") == Ids{"gift"});
  both.request.lang = {"de", "en"};
  CHECK(both.ids("gift ").size() == 2);
}

TEST_CASE("a synonym without a language connects words of two languages") {
  TestIndex index({article("card", "en", "Card", "A new card.")}, rules({one_way({"kartica"}, {"card"})}));
  CHECK(index.ids("kartica ") == Ids{"card"});
  CHECK(index.ids("kartice ").empty());
}

TEST_CASE("rules do not affect questions that they do not match") {
  std::vector<SynonymRule> many;
  for (int i = 0; i < 50; ++i)
    many.push_back(one_way({"word" + std::to_string(i), "two words" + std::to_string(i)}, {"lunch account"}));
  TestIndex with(lunch_articles(), rules(std::move(many)));
  TestIndex without(lunch_articles());
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

TEST_CASE("a word that editors know is not corrected") {
  const std::vector<Document> documents{article("jobs", "en", "Jobs", "Jobs at the school."),
                                        article("shot", "en", "Vaccination", "Before the first day.")};
  CHECK(TestIndex(documents).ask("jabs ").corrected == "jobs ");
  TestIndex index(documents, rules({one_way({"jabs"}, {"vaccination"})}));
  CHECK(index.ask("jabs ").corrected.empty());
  CHECK(index.ids("jabs ") == Ids{"shot"});
}

TEST_CASE("a synonym applies only to readers who may see a document with its meaning") {
  Document secret = article("secret", "en", "Hidden", "The merger is called nightingale.");
  secret.audience = {"internal"};
  TestIndex index({secret, article("open", "en", "Buntings", "The bunting sings.")},
                  rules({one_way({"bunting"}, {"nightingale"}), one_way({"buntlng"}, {"nightingale"})}));
  CHECK(index.ids("bunting ") == Ids{"open"});
  // Treated as a typing error, as without the rule.
  CHECK(index.ask("buntlng ").corrected == "bunting ");
  index.request.explain = true;
  for (const Suggestion& one : index.ask("bunting ").suggestions) {
    for (const ExplainedWord& word : one.explanation->words) {
      for (const ExplainedMatch& match : word.found) CHECK(match.because.empty());
    }
  }
  index.access.audiences = {"public", "internal"};
  CHECK(index.ids("bunting ") == Ids{"open", "secret"});
  CHECK(index.ask("buntlng ").corrected.empty());
}

TEST_CASE("an explanation names the synonym and its line") {
  TestIndex index(lunch_articles(),
                  rules({one_way({"dinner money"}, {"lunch account"}), one_way({"bursar"}, {"driver"})}));
  index.request.explain = true;
  const auto found = [&](const char* text) { return index.ask(text).suggestions.front().explanation->words; };
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

TEST_CASE("a synonym's meaning is highlighted in the passage") {
  TestIndex index(lunch_articles(), rules({one_way({"dinner money"}, {"lunch account"})}));
  const Passage passage = index.ask("dinner money ").suggestions.front().passage;
  REQUIRE(passage.highlights.size() >= 2);
}
