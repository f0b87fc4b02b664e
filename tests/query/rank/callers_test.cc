#include <string>
#include <vector>

#include "tests/query/test_index.h"

namespace callside {

using testing::article;
using testing::Ids;
using testing::TestIndex;
using testing::ticket;

namespace {

Document internal_document(Document document) {
  document.audience = {"internal"};
  return document;
}

// Three articles, and tickets that they resolved. "swallowed" occurs in four tickets.
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

TEST_CASE("an article is found by the words of tickets that it resolved") {
  TestIndex index(bank());
  // Without tickets as results, only what was learned from them counts.
  index.request.kind = Kind::article;
  CHECK(index.ids("swallowed") == Ids{"atm"});
  CHECK(index.ids("wrong number")[0] == "pin");
  CHECK(index.ids("holiday charge")[0] == "fee");
}

TEST_CASE("tickets judge only questions whose words they know") {
  // Callers ask about these, and about nothing else.
  const std::vector<std::string> topics{"text",    "parking", "salary", "holiday", "printer", "voucher",
                                        "invoice", "charger", "ticket", "locker",  "scanner", "monitor"};
  std::vector<Document> documents;
  for (const std::string& topic : topics) {
    documents.push_back(article(topic, "en", "Sending a " + topic + " to us", "It is read on the same day."));
    for (int i = 0; i < 6; ++i) {
      documents.push_back(ticket(topic + std::to_string(i), "en", "",
                                 "please send me a " + topic + " number" + std::to_string(i), "done", topic));
    }
  }
  documents.push_back(article("links", "en", "Hyperlinks in footnotes",
                              "A hyperlink leads elsewhere. Select the text, and insert the hyperlink."));
  TestIndex index(std::move(documents));
  index.request.kind = Kind::article;
  const SuggestAnswer answer = index.ask("text hyperlink ");
  CHECK(answer.suggestions.front().id == "links");
  CHECK_FALSE(answer.nothing_good);
  // Half typed and mistyped words are judged alike.
  CHECK(index.ids("text hyperlin").front() == "links");
  CHECK(index.ids("text hyperlnik ").front() == "links");
  CHECK(index.ids("send me a text ").front() == "text");
}

TEST_CASE("a word of only two tickets is not learned") {
  std::vector<Document> documents = bank();
  // "norway", "gone" and "shop" occur in one ticket each.
  TestIndex index(documents);
  index.request.kind = Kind::article;
  CHECK(index.ids("norway").empty());
  documents.push_back(ticket("T-n2", "en", "", "charge from norway", "done", "fee"));
  TestIndex two(documents);
  two.request.kind = Kind::article;
  CHECK(two.ids("norway").empty());
  documents.push_back(ticket("T-n3", "en", "", "norway charge", "done", "fee"));
  TestIndex three(documents);
  three.request.kind = Kind::article;
  CHECK(three.ids("norway") == Ids{"fee"});
}

TEST_CASE("words of tickets are used only for readers who may see the tickets") {
  std::vector<Document> documents;
  for (Document& document : bank())
    documents.push_back(document.kind == Kind::ticket ? internal_document(std::move(document))
                                                      : std::move(document));
  TestIndex index(std::move(documents));
  index.request.explain = true;
  CHECK(index.ids("swallowed").empty());
  const auto retention = [&] { return index.ask("ATM retention swallowed").suggestions.at(0); };
  CHECK(retention().explanation->callers.empty());
  CHECK(retention().explanation->parts.tickets == 0);
  index.access.audiences = {"public", "internal"};
  CHECK(index.ids("swallowed")[0] == "atm");
  CHECK(said(retention()).find("swallowed 4") != std::string::npos);
}

TEST_CASE("an explanation counts the tickets that contain a word") {
  TestIndex index(bank());
  index.request.explain = true;
  const Suggestion first = index.ask("card swallowed").suggestions.at(0);
  CHECK(first.id == "atm");
  CHECK(said(first).find("swallowed 4") != std::string::npos);
  CHECK(first.explanation->parts.tickets > 0);
  CHECK(first.explanation->parts.weight() == Approx(first.explanation->weight).epsilon(1e-9));
}

TEST_CASE("an index without tickets has no evidence from tickets") {
  TestIndex index({article("atm", "en", "ATM retention", "The machine keeps your card.")});
  index.request.explain = true;
  const Suggestion first = index.ask("card").suggestions.at(0);
  CHECK(first.explanation->callers.empty());
  CHECK(first.explanation->parts.tickets == 0);
}

}  // namespace callside
