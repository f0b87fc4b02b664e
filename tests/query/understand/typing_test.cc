// What hurried hands type.

#include "tests/query/desk.h"
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

TEST_CASE("a mistyped word is understood, and the answer says how") {
  Desk desk(portal());
  for (const char* typed : {"pasword", "passwrod", "passwprd", "passsword", "apssword", "PASWORD reset"}) {
    INFO(typed);
    CHECK(desk.ids(typed) == Ids{"password"});
    CHECK(desk.ask(typed).corrected.starts_with("password"));
  }
  CHECK(desk.ask("lost  Pasword, reset?").corrected == "lost  password, reset?");
  CHECK(desk.ask("password").corrected.empty());
  CHECK(desk.ask("passw").corrected.empty());
}

TEST_CASE("a beginning may be mistyped too") {
  Desk desk(portal());
  CHECK(desk.ids("broshu") == Ids{"printer"});
  CHECK(desk.ids("pritni") == Ids{"printer"});
  // Not once a space has ended it.
  CHECK(desk.ids("brocjn ").empty());
}

TEST_CASE("a word that differs by more than a slip is another word") {
  Desk desk(portal());
  CHECK(desk.ids("bsu").empty());
  CHECK(desk.ids("rexxnd ").empty());
  CHECK(desk.ids("unrelated ").empty());
}

TEST_CASE("what was typed stands above what may have been meant") {
  Desk desk({article("guess", "en", "Refund", "Refund refund refund."),
             article("exact", "en", "Other", "A rebund."), article("more", "en", "Refund again", "Refund.")});
  CHECK(desk.ids("rebund ") == Ids{"exact"});
  desk.request.lang = {"de"};
  CHECK(desk.ids("rebund ").front() == "exact");
}

TEST_CASE("codes and numbers are as they are") {
  Desk desk({article("a", "en", "Error NV-4012", "The printer is off."),
             article("b", "en", "Error NV-4013", "On."), article("c", "en", "Order 20481113", "Lost.")});
  CHECK(desk.ids("4014 ").empty());
  CHECK(desk.ids("20481112 ").empty());
  CHECK(desk.ids("4012 ") == Ids{"a"});
}

TEST_CASE("what is pasted with character references is what they stand for") {
  Desk desk(
      {article("a", "fr", "Fonctions d'annulation", "Annuler."), article("b", "en", "Forty", "39 and 27.")});
  CHECK(desk.ids("d&#39;annulation") == Ids{"a"});
  CHECK(desk.ids("d&#x27;annulation") == Ids{"a"});
  CHECK(desk.ids("fonctions&nbsp;d&apos;annulation") == Ids{"a"});
  CHECK(desk.ids("39") == Ids{"b"});
  for (const char* odd : {"&", "&#;", "&#39", "&#xD800; annulation", "&#99999999;", "&amp", "a&&&;;"})
    desk.ask(odd);
}

TEST_CASE("one and two letters complete") {
  Desk desk(portal());
  CHECK(desk.ids("pas").size() == 2);
  CHECK(desk.ids("p").size() == 3);
  CHECK(desk.ids("br") == Ids{"printer"});
}

TEST_CASE("a word of few callers is offered to nobody") {
  std::vector<Document> documents{article("a", "en", "Bus", "Timetable of the bus.")};
  documents.push_back(ticket("T1", "en", "zanzibart", "zanzibart of the kettle", "Done."));
  documents.push_back(ticket("T2", "en", "zanzibart", "zanzibart in the window", "Done."));
  Desk two(documents);
  CHECK(two.ids("zanzibart").size() == 2);
  CHECK(two.ids("zanzi").empty());
  CHECK(two.ids("zanzibrat").empty());
  documents.push_back(ticket("T3", "en", "zanzibart", "zanzibart under a tree", "Done."));
  Desk three(documents);
  CHECK(three.ids("zanzi").size() == 3);
  CHECK(three.ids("zanzibrat").size() == 3);
}

TEST_CASE("a word that may not be seen corrects nothing") {
  Document hidden = article("hidden", "en", "Larkspur desk", "larkspur");
  hidden.audience = {"internal"};
  Desk desk({hidden, article("seen", "en", "Bus", "The bus.")});
  CHECK(desk.ids("larkspru").empty());
  CHECK(desk.ask("larkspru").corrected.empty());
  CHECK(desk.ids("larks").empty());
  desk.access.audiences = {"internal"};
  CHECK(desk.ids("larkspru") == Ids{"hidden"});
}

TEST_CASE("a noun of action finds its verb") {
  Desk desk({article("a", "fr", "Supprimer une diapo", "Choisissez la diapo."),
             article("b", "fr", "Autre", "Rien."),
             article("c", "fr", "Suppression de comptes", "Voir ailleurs.")});
  CHECK(desk.ids("suppression diapos").front() == "a");
  CHECK(desk.ids("suppression ") == Ids{"c", "a"});
  CHECK(desk.ids("supprimer ") == Ids{"a", "c"});
}

TEST_CASE("words written together and apart meet") {
  std::vector<Document> documents{article("together", "en", "Login trouble", "The wifi is off."),
                                  article("apart", "en", "Page number", "The log in page.")};
  for (const char* id : {"1", "2"}) documents.push_back(article(id, "en", "Other", "A page. A number."));
  Desk desk(documents);
  CHECK(desk.ids("wi fi ").front() == "together");
  CHECK(desk.ids("log in trouble").front() == "together");
  CHECK(desk.ids("pagenumber ").front() == "apart");
  CHECK(desk.ids("wi-fi ") == Ids{"together"});
}

TEST_CASE("a German participle finds its infinitive") {
  Desk desk({article("a", "de", "Spalte einfügen", "So wird es gemacht."),
             article("b", "de", "Zelle formatieren", "So.")});
  CHECK(desk.ids("eingefügt ") == Ids{"a"});
  CHECK(desk.ids("formatiert ") == Ids{"b"});
  CHECK(desk.ids("Formatierung ") == Ids{"b"});
}

TEST_CASE("a slip that a document made too still finds the word") {
  std::vector<Document> documents{article("slip", "en", "Other", "A tempalte.")};
  for (int i = 0; i < 40; ++i)
    documents.push_back(article("t" + std::to_string(i), "en", "Thing", "The template."));
  documents.push_back(article("best", "en", "Template", "How a template is made."));
  Desk desk(documents);
  const Ids ids = desk.ids("tempalte ");
  CHECK(std::find(ids.begin(), ids.end(), "best") != ids.end());
  CHECK(ids.front() == "slip");
  CHECK(desk.ask("tempalte ").corrected.empty());
}
