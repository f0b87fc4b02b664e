#include <string>
#include <vector>

#include "tests/query/desk.h"

namespace callside {

using testing::article;
using testing::Desk;
using testing::Ids;
using testing::ticket;

namespace {

Document for_staff(Document document) {
  document.audience = {"internal"};
  return document;
}

// Three articles, and what callers said before each was the answer. "swallowed" stands in four tickets.
std::vector<Document> bank() {
  std::vector<Document> all{article("atm", "en", "ATM retention", "The machine keeps what it cannot read."),
                            article("pin", "en", "Blocked PIN", "Three wrong entries block it."),
                            article("fee", "en", "Foreign withdrawal fee", "Two per cent abroad.")};
  const auto add = [&](const std::string& id, const std::string& question) {
    all.push_back(ticket("T-" + id + std::to_string(all.size()), "en", "", question, "done", id));
  };
  add("atm", "it swallowed my card");
  add("atm", "the terminal swallowed the card again");
  add("atm", "my card was swallowed on sunday");
  add("atm", "card swallowed, what now");
  add("atm", "it spat out nothing and my card is gone");
  add("pin", "I typed the wrong number and now the card says no");
  add("pin", "wrong number three times, card refused");
  add("pin", "number refused at the shop, it was wrong I guess");
  add("pin", "it says wrong number");
  add("fee", "why did you charge me on holiday");
  add("fee", "charge after my holiday in norway");
  add("fee", "holiday charge that I do not know");
  add("fee", "an odd charge of two euro");
  return all;
}

std::string said(const Suggestion& suggestion) {
  std::string all;
  for (const SaidByCallers& one : suggestion.explanation->callers)
    all += one.said + " " + std::to_string(one.tickets) + "; ";
  return all;
}

}  // namespace

TEST_CASE("an article is found by what callers said when it was the answer") {
  Desk desk(bank());
  // Tickets themselves are left aside: what is left is what was learned from them.
  desk.request.kind = Kind::article;
  CHECK(desk.ids("swallowed") == Ids{"atm"});
  CHECK(desk.ids("wrong number")[0] == "pin");
  CHECK(desk.ids("holiday charge")[0] == "fee");
}

TEST_CASE("a word of two tickets is nobody's but their callers'") {
  std::vector<Document> documents = bank();
  // "norway" stands in one ticket, "gone" in one, "shop" in one.
  Desk desk(documents);
  desk.request.kind = Kind::article;
  CHECK(desk.ids("norway").empty());
  documents.push_back(ticket("T-n2", "en", "", "charge from norway", "done", "fee"));
  Desk two(documents);
  two.request.kind = Kind::article;
  CHECK(two.ids("norway").empty());
  documents.push_back(ticket("T-n3", "en", "", "norway charge", "done", "fee"));
  Desk three(documents);
  three.request.kind = Kind::article;
  CHECK(three.ids("norway") == Ids{"fee"});
}

TEST_CASE("what callers said is told to nobody who may not see the tickets") {
  std::vector<Document> documents;
  for (Document& document : bank())
    documents.push_back(document.kind == Kind::ticket ? for_staff(std::move(document)) : std::move(document));
  Desk desk(std::move(documents));
  desk.request.explain = true;
  CHECK(desk.ids("swallowed").empty());
  const auto retention = [&] { return desk.ask("ATM retention swallowed").suggestions.at(0); };
  CHECK(retention().explanation->callers.empty());
  CHECK(retention().explanation->parts.tickets == 0);
  desk.access.audiences = {"public", "internal"};
  CHECK(desk.ids("swallowed")[0] == "atm");
  CHECK(said(retention()).find("swallowed 4") != std::string::npos);
}

TEST_CASE("an explanation counts the tickets in which callers said it") {
  Desk desk(bank());
  desk.request.explain = true;
  const Suggestion first = desk.ask("card swallowed").suggestions.at(0);
  CHECK(first.id == "atm");
  CHECK(said(first).find("swallowed 4") != std::string::npos);
  CHECK(first.explanation->parts.tickets > 0);
  CHECK(first.explanation->parts.weight() == Approx(first.explanation->weight).epsilon(1e-9));
}

TEST_CASE("an index without tickets says nothing of callers") {
  Desk desk({article("atm", "en", "ATM retention", "The machine keeps your card.")});
  desk.request.explain = true;
  const Suggestion first = desk.ask("card").suggestions.at(0);
  CHECK(first.explanation->callers.empty());
  CHECK(first.explanation->parts.tickets == 0);
}

}  // namespace callside
