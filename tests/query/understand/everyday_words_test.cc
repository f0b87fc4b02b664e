// People's everyday words are no typing errors.

#include "tests/query/test_index.h"

using namespace callside;
using namespace callside::testing;

namespace {

std::vector<Document> near_everyday_words() {
  return {article("look", "en", "Look up a colleague", "Look into the directory and choose the name."),
          article("leather", "en", "Leather chairs", "Leather is cleaned with a dry cloth."),
          article("printer", "en", "Printing brochures", "The printer folds the brochure twice."),
          article("refund", "en", "Refund of a bus pass", "The money comes back by Friday.")};
}

}  // namespace

TEST_CASE("an everyday word that the index lacks is not corrected") {
  TestIndex index(near_everyday_words());
  for (const char* asked : {"cook ", "weather ", "weather", "weather cook"}) {
    INFO(asked);
    const SuggestAnswer answer = index.ask(asked);
    CHECK(answer.corrected.empty());
    CHECK(suggestion_of(answer, "look") == nullptr);
    CHECK(suggestion_of(answer, "leather") == nullptr);
  }
}

TEST_CASE("a mistyped word beside everyday words is still corrected") {
  TestIndex index(near_everyday_words());
  for (const char* asked : {"pritner ", "lether ", "loook "}) {
    INFO(asked);
    CHECK(index.ask(asked).suggestions.size() == 1);
    CHECK_FALSE(index.ask(asked).corrected.empty());
  }
  CHECK(index.ask("hello my pritner, weather ").corrected == "hello my printer, weather ");
}

TEST_CASE("a word is everyday language in the languages of the reader's documents only") {
  std::vector<Document> documents = near_everyday_words();
  // "vreme" is Slovenian for weather.
  documents.push_back(article("project", "en", "The Vrema project", "Vrema is a project."));
  TestIndex english(documents);
  CHECK(suggestion_of(english.ask("vreme "), "project") != nullptr);
  documents.push_back(article("geslo", "sl", "Pozabljeno geslo", "Geslo ponastavite na portalu."));
  TestIndex both(documents);
  CHECK(suggestion_of(both.ask("vreme "), "project") == nullptr);
  // Slovenian documents that the reader may not see make no difference.
  documents.back().audience = {"internal"};
  TestIndex hidden(std::move(documents));
  CHECK(suggestion_of(hidden.ask("vreme "), "project") != nullptr);
}
