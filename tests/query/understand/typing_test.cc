// Typing errors.

#include "tests/query/test_index.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

namespace {

std::vector<Document> portal() {
  return {article("password", "en", "Portal password", "Reset the password on the sign-in page."),
          article("printer", "en", "Printing brochures", "Print the brochure on both sides of the paper."),
          article("refund", "en", "Refund of a bus pass", "The money comes back by Friday.")};
}

}  // namespace

TEST_CASE("a mistyped word is corrected, and the answer says how") {
  TestIndex index(portal());
  for (const char* typed : {"pasword", "passwrod", "passwprd", "passsword", "apssword", "PASWORD reset"}) {
    INFO(typed);
    CHECK(index.ids(typed) == Ids{"password"});
    CHECK(index.ask(typed).corrected.starts_with("password"));
  }
  CHECK(index.ask("lost  Pasword, reset?").corrected == "lost  password, reset?");
  CHECK(index.ask("password").corrected.empty());
  CHECK(index.ask("passw").corrected.empty());
}

TEST_CASE("a mistyped beginning is completed") {
  TestIndex index(portal());
  CHECK(index.ids("broshu") == Ids{"printer"});
  CHECK(index.ids("pritni") == Ids{"printer"});
  // Not once a space has ended the word.
  CHECK(index.ids("brocjn ").empty());
}

TEST_CASE("a word that differs too much is not corrected") {
  TestIndex index(portal());
  CHECK(index.ids("bsu").empty());
  CHECK(index.ids("rexxnd ").empty());
  CHECK(index.ids("unrelated ").empty());
}

TEST_CASE("the word as typed ranks above its corrections") {
  TestIndex index({article("guess", "en", "Refund", "Refund refund refund."),
                   article("exact", "en", "Other", "A rebund."),
                   article("more", "en", "Refund again", "Refund.")});
  CHECK(index.ids("rebund ") == Ids{"exact"});
  index.request.lang = {"de"};
  CHECK(index.ids("rebund ").front() == "exact");
}

TEST_CASE("codes and numbers are not corrected") {
  TestIndex index({article("a", "en", "Error NV-4012", "The printer is off."),
                   article("b", "en", "Error NV-4013", "On."),
                   article("c", "en", "Order 20481113", "Lost.")});
  CHECK(index.ids("4014 ").empty());
  CHECK(index.ids("20481112 ").empty());
  CHECK(index.ids("4012 ") == Ids{"a"});
}

TEST_CASE("character references in a question are decoded") {
  TestIndex index(
      {article("a", "fr", "Fonctions d'annulation", "Annuler."), article("b", "en", "Forty", "39 and 27.")});
  CHECK(index.ids("d&#39;annulation") == Ids{"a"});
  CHECK(index.ids("d&#x27;annulation") == Ids{"a"});
  CHECK(index.ids("fonctions&nbsp;d&apos;annulation") == Ids{"a"});
  CHECK(index.ids("39") == Ids{"b"});
  for (const char* odd : {"&", "&#;", "&#39", "&#xD800; annulation", "&#99999999;", "&amp", "a&&&;;"})
    index.ask(odd);
}

TEST_CASE("one or two letters are completed") {
  TestIndex index(portal());
  CHECK(index.ids("pas").size() == 2);
  CHECK(index.ids("p").size() == 3);
  CHECK(index.ids("br") == Ids{"printer"});
}

TEST_CASE("a word of few tickets is never suggested") {
  std::vector<Document> documents{article("a", "en", "Bus", "Timetable of the bus.")};
  documents.push_back(ticket("T1", "en", "zanzibart", "zanzibart of the kettle", "Done."));
  documents.push_back(ticket("T2", "en", "zanzibart", "zanzibart in the window", "Done."));
  TestIndex two(documents);
  CHECK(two.ids("zanzibart").size() == 2);
  CHECK(two.ids("zanzi").empty());
  CHECK(two.ids("zanzibrat").empty());
  documents.push_back(ticket("T3", "en", "zanzibart", "zanzibart under a tree", "Done."));
  TestIndex three(documents);
  CHECK(three.ids("zanzi").size() == 3);
  CHECK(three.ids("zanzibrat").size() == 3);
}

TEST_CASE("hidden words correct nothing") {
  Document hidden = article("hidden", "en", "Larkspur desk", "larkspur");
  hidden.audience = {"internal"};
  TestIndex index({hidden, article("seen", "en", "Bus", "The bus.")});
  CHECK(index.ids("larkspru").empty());
  CHECK(index.ask("larkspru").corrected.empty());
  CHECK(index.ids("larks").empty());
  index.access.audiences = {"internal"};
  CHECK(index.ids("larkspru") == Ids{"hidden"});
}

TEST_CASE("a noun of action finds its verb") {
  TestIndex index({article("a", "fr", "Supprimer une diapo", "Choisissez la diapo."),
                   article("b", "fr", "Autre", "Rien."),
                   article("c", "fr", "Suppression de comptes", "Voir ailleurs.")});
  CHECK(index.ids("suppression diapos").front() == "a");
  CHECK(index.ids("suppression ") == Ids{"c", "a"});
  CHECK(index.ids("supprimer ") == Ids{"a", "c"});
}

TEST_CASE("words match whether written together or apart") {
  std::vector<Document> documents{article("together", "en", "Login trouble", "The wifi is off."),
                                  article("apart", "en", "Page number", "The log in page.")};
  for (const char* id : {"1", "2"}) documents.push_back(article(id, "en", "Other", "A page. A number."));
  TestIndex index(documents);
  CHECK(index.ids("wi fi ").front() == "together");
  CHECK(index.ids("log in trouble").front() == "together");
  CHECK(index.ids("pagenumber ").front() == "apart");
  CHECK(index.ids("wi-fi ") == Ids{"together"});
}

TEST_CASE("a German participle finds its infinitive") {
  TestIndex index({article("a", "de", "Spalte einfügen", "So wird es gemacht."),
                   article("b", "de", "Zelle formatieren", "So.")});
  CHECK(index.ids("eingefügt ") == Ids{"a"});
  CHECK(index.ids("formatiert ") == Ids{"b"});
  CHECK(index.ids("Formatierung ") == Ids{"b"});
}

TEST_CASE("a typing error that a document contains, too, still finds the word") {
  std::vector<Document> documents{article("slip", "en", "Other", "A tempalte.")};
  for (int i = 0; i < 40; ++i)
    documents.push_back(article("t" + std::to_string(i), "en", "Thing", "The template."));
  documents.push_back(article("best", "en", "Template", "How a template is made."));
  TestIndex index(documents);
  const Ids ids = index.ids("tempalte ");
  CHECK(std::find(ids.begin(), ids.end(), "best") != ids.end());
  CHECK(ids.front() == "slip");
  CHECK(index.ask("tempalte ").corrected.empty());
}
