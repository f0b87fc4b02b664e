
#include "tests/query/test_index.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

namespace {

// Parts must be words of at least two documents.
std::vector<Document> with_words(std::vector<Document> documents) {
  documents.push_back(article("w1", "de", "Formel", "Die Tabelle hat einen Rand."));
  documents.push_back(article("w2", "de", "Zelle", "Eine Tabelle, ein Rand."));
  return documents;
}

}  // namespace

TEST_CASE("a compound and its parts find each other") {
  TestIndex index(with_words({article("whole", "de", "Tabellenrand", "Hier steht nichts."),
                              article("apart", "de", "Rand der Tabelle", "Auch hier steht nichts.")}));
  CHECK(index.ids("Rand der Tabelle").front() == "apart");
  const Ids parts = index.ids("Rand einer Tabelle");
  CHECK(std::find(parts.begin(), parts.end(), "whole") != parts.end());
  const Ids whole = index.ids("Tabellenrand");
  REQUIRE(whole.size() >= 2);
  CHECK(whole[0] == "whole");
  CHECK(whole[1] == "apart");
  // A compound that no document contains is understood by its parts.
  CHECK(index.ids("Randtabelle ").front() == "apart");
}

TEST_CASE("a mistyped compound is understood with its parts") {
  TestIndex index(with_words({article("whole", "de", "Tabellenrand", "Hier steht nichts."),
                              article("apart", "de", "Rand der Tabelle", "Auch hier steht nichts.")}));
  const SuggestAnswer answer = index.ask("Tabellenrnad ");
  CHECK(answer.corrected == "tabellenrand ");
  REQUIRE(answer.suggestions.size() >= 2);
  CHECK(answer.suggestions[0].id == "whole");
  CHECK(answer.suggestions[1].id == "apart");
}

TEST_CASE("hidden words split no compound") {
  std::vector<Document> documents{
      article("seen", "de", "Larkspurmappe", "Nichts."), article("other", "de", "Mappe", "Die Mappe."),
      article("more", "de", "Akte", "Mappe."), article("staff", "de", "Larkspurkasten", "Nichts."),
      article("box", "de", "Kasten", "Ein Kasten.")};
  for (const char* id : {"h1", "h2"}) documents.push_back(article(id, "de", "Larkspur", "larkspur kasten"));
  for (std::size_t i = 3; i < documents.size(); ++i) documents[i].audience = {"internal"};
  TestIndex index(documents);
  // Neither the hidden word nor its visible neighbour may reveal that the index knows it.
  CHECK(index.ids("Larkspur ").empty());
  CHECK(index.ids("Mappe ") == Ids{"other", "more"});
  index.access.audiences = {"public", "internal"};
  const Ids staff = index.ids("Larkspur ");
  CHECK(std::find(staff.begin(), staff.end(), "staff") != staff.end());
}
