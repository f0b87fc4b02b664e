#include <string>
#include <vector>

#include "tests/query/test_index.h"

namespace callside {

using testing::article;
using testing::TestIndex;

namespace {

std::vector<Document> printing() {
  return {article("jam", "en", "Clear a paper jam", "Open the lid and pull the paper out."),
          article("toner", "en", "Replace the toner", "Open the lid, take the old toner out."),
          article("scan", "en", "Scan to email", "Put the paper on the glass and choose email."),
          article("wifi", "en", "Connect to the network", "Choose the network and type its password."),
          article("tray", "en", "Fill the paper tray", "Pull the tray out and fill in paper.")};
}

}  // namespace

TEST_CASE("a question that an article answers has a good score, one about something else does not") {
  TestIndex index(printing());
  const SuggestAnswer good = index.ask("paper jam");
  CHECK_FALSE(good.nothing_good);
  CHECK(good.suggestions.at(0).id == "jam");
  CHECK_FALSE(good.suggestions[0].weak);
  CHECK(good.suggestions[0].score > 0.3);

  const SuggestAnswer other = index.ask("who painted the ceiling of the sistine chapel on paper");
  CHECK(other.nothing_good);
  CHECK(other.suggestions.size() == 3);
  for (const Suggestion& one : other.suggestions) {
    CHECK(one.weak);
    CHECK(one.score < 0.1);
  }
}

TEST_CASE("a score does not depend on the number or rarity of words") {
  TestIndex index(printing());
  CHECK(index.ask("toner").suggestions.at(0).score ==
        Approx(index.ask("replace the toner").suggestions.at(0).score).margin(0.1));
  CHECK(index.ask("toner").suggestions.at(0).score >
        index.ask("toner for my grandmother's accordion").suggestions.at(0).score);
}

TEST_CASE("later results have lower scores, however similar they are") {
  // A word that all documents have tells nothing.
  std::vector<Document> documents = printing();
  for (int i = 0; i < 20; ++i) {
    const std::string number = std::to_string(i);
    documents.push_back(article("n" + number, "en", "Notice " + number, "Read line " + number + "."));
  }
  TestIndex index(std::move(documents));
  const SuggestAnswer answer = index.ask("paper");
  REQUIRE(answer.suggestions.size() == 3);
  CHECK(answer.suggestions[1].score < answer.suggestions[0].score / 2);
  CHECK(answer.suggestions[2].score < answer.suggestions[1].score);
  // A lower rank alone does not make a suggestion weak.
  for (const Suggestion& one : answer.suggestions) CHECK_FALSE(one.weak);
}

}  // namespace callside
