
#include "tests/query/desk.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

namespace {

// Parts must be words of the collection, in two documents at least.
std::vector<Document> with_words(std::vector<Document> documents) {
  documents.push_back(article("w1", "de", "Formel", "Die Tabelle hat einen Rand."));
  documents.push_back(article("w2", "de", "Zelle", "Eine Tabelle, ein Rand."));
  return documents;
}

}  // namespace

TEST_CASE("a compound and its parts find each other") {
  Desk desk(with_words({article("whole", "de", "Tabellenrand", "Hier steht nichts."),
                        article("apart", "de", "Rand der Tabelle", "Auch hier steht nichts.")}));
  CHECK(desk.ids("Rand der Tabelle").front() == "apart");
  const Ids parts = desk.ids("Rand einer Tabelle");
  CHECK(std::find(parts.begin(), parts.end(), "whole") != parts.end());
  const Ids whole = desk.ids("Tabellenrand");
  REQUIRE(whole.size() >= 2);
  CHECK(whole[0] == "whole");
  CHECK(whole[1] == "apart");
  // One that no document has is understood by its parts.
  CHECK(desk.ids("Randtabelle ").front() == "apart");
}

TEST_CASE("a mistyped compound is understood with its parts") {
  Desk desk(with_words({article("whole", "de", "Tabellenrand", "Hier steht nichts."),
                        article("apart", "de", "Rand der Tabelle", "Auch hier steht nichts.")}));
  const SuggestAnswer answer = desk.ask("Tabellenrnad ");
  CHECK(answer.corrected == "tabellenrand ");
  REQUIRE(answer.suggestions.size() >= 2);
  CHECK(answer.suggestions[0].id == "whole");
  CHECK(answer.suggestions[1].id == "apart");
}

TEST_CASE("words that may not be seen split nothing") {
  std::vector<Document> documents{
      article("seen", "de", "Larkspurmappe", "Nichts."), article("other", "de", "Mappe", "Die Mappe."),
      article("more", "de", "Akte", "Mappe."), article("staff", "de", "Larkspurkasten", "Nichts."),
      article("box", "de", "Kasten", "Ein Kasten.")};
  for (const char* id : {"h1", "h2"}) documents.push_back(article(id, "de", "Larkspur", "larkspur kasten"));
  for (std::size_t i = 3; i < documents.size(); ++i) documents[i].audience = {"internal"};
  Desk desk(documents);
  // Neither the hidden word nor its visible neighbour may show that the index knows it.
  CHECK(desk.ids("Larkspur ").empty());
  CHECK(desk.ids("Mappe ") == Ids{"other", "more"});
  desk.access.audiences = {"public", "internal"};
  const Ids staff = desk.ids("Larkspur ");
  CHECK(std::find(staff.begin(), staff.end(), "staff") != staff.end());
}
