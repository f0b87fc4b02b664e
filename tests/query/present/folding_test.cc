// Tickets under their article: how many it resolved, which are shown, and that duplicates are counted.
#include <algorithm>

#include "tests/query/test_index.h"

using namespace callside;
using namespace callside::testing;

namespace {

Document internal(Document document) {
  document.audience = {"internal"};
  return document;
}

std::vector<Document> lost_card() {
  std::vector<Document> documents{article("card", "en", "Retained cards", "The bank sends a new one."),
                                  article("pin", "en", "Forgotten PIN", "Ask for a new one.")};
  documents.push_back(ticket("T-1", "en", "", "The machine swallowed my card", "See: retained", "card"));
  documents.push_back(
      ticket("T-2", "en", "", "An ATM swallowed the card of my son", "See: retained", "card"));
  documents.push_back(
      internal(ticket("T-3", "en", "", "Card swallowed at the airport branch", "Sent a new one", "card")));
  documents.push_back(ticket("T-4", "en", "", "It was eaten by the terminal", "See: retained", "card"));
  return documents;
}

const Suggestion& only(const SuggestAnswer& answer) {
  REQUIRE(answer.suggestions.size() == 1);
  return answer.suggestions.front();
}

Ids ids_of(const std::vector<SimilarTicket>& tickets) {
  Ids ids;
  for (const SimilarTicket& one : tickets) ids.push_back(one.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace

TEST_CASE("an article shows how many tickets it resolved, and the best matching ones") {
  std::vector<Document> documents = lost_card();
  documents[2].closed = "2026-09-12";
  TestIndex index(documents);
  const SuggestAnswer answer = index.ask("swallowed ");
  const Suggestion& card = only(answer);
  CHECK(card.id == "card");
  // T-4 lacks the word; T-3 is not visible to this reader.
  CHECK(card.resolved_tickets == 3);
  CHECK(ids_of(card.tickets) == Ids{"T-1", "T-2"});
  for (const SimilarTicket& one : card.tickets) {
    if (one.id != "T-1") continue;
    CHECK(one.lang == "en");
    CHECK(one.closed == "2026-09-12");
    CHECK(one.question.text == "The machine swallowed my card");
    REQUIRE(one.question.highlights.size() == 1);
    CHECK(one.question.highlights[0].start == 12);
    CHECK(one.question.highlights[0].end == 21);
    CHECK(one.similar == 0);
  }
  CHECK(index.ask("forgotten PIN ").suggestions.front().resolved_tickets == 0);
  CHECK(index.engine().article("card", {}, index.access)->about.resolved_tickets == 3);
}

TEST_CASE("tickets that a reader may not see are neither counted nor shown") {
  TestIndex index(lost_card());
  index.access.audiences = {"public", "internal"};
  CHECK(only(index.ask("swallowed ")).resolved_tickets == 4);
  CHECK(ids_of(only(index.ask("swallowed ")).tickets) == Ids{"T-1", "T-2", "T-3"});
  index.access.audiences = {"public"};
  CHECK(only(index.ask("swallowed ")).resolved_tickets == 3);
  CHECK(ids_of(only(index.ask("swallowed airport ")).tickets) == Ids{"T-1", "T-2"});
}

TEST_CASE("an article shows at most three tickets, the best matching first") {
  std::vector<Document> documents{article("card", "en", "Retained cards", "The bank sends a new one.")};
  const std::vector<std::string> questions{
      "swallowed beside the bus station in the rain, what now?",
      "swallowed, I was in a hurry and did not look", "my daughter says that hers was swallowed on Sunday",
      "swallowed card airport", "what do you do when it is swallowed abroad?"};
  for (std::size_t i = 0; i < questions.size(); ++i)
    documents.push_back(ticket("T-" + std::to_string(i), "en", "", questions[i], "See: retained", "card"));
  TestIndex index(documents);
  const SuggestAnswer answer = index.ask("swallowed card airport ");
  REQUIRE(only(answer).tickets.size() == 3);
  CHECK(only(answer).tickets.front().id == "T-3");
  CHECK(only(answer).resolved_tickets == 5);
}

TEST_CASE("an article's tickets with the same question are shown once") {
  std::vector<Document> documents{article("card", "en", "Retained cards", "The bank sends a new one.")};
  for (int i = 0; i < 4; ++i) {
    documents.push_back(ticket("S-" + std::to_string(i), "en", "",
                               "The machine at the station has swallowed my blue card",
                               "Way " + std::to_string(i), "card"));
  }
  // One word of ten differs.
  documents.push_back(
      ticket("S-4", "en", "", "The machine at the station has swallowed my green card", "See", "card"));
  documents.push_back(
      ticket("D-1", "en", "", "Swallowed again, and nobody answers the telephone", "See", "card"));
  TestIndex index(documents);
  const SuggestAnswer answer = index.ask("swallowed ");
  const std::vector<SimilarTicket>& tickets = only(answer).tickets;
  REQUIRE(tickets.size() == 2);
  std::size_t similar = 0;
  for (const SimilarTicket& one : tickets) {
    similar += one.similar;
    CHECK((one.id == "D-1") == (one.similar == 0));
  }
  CHECK(similar == 4);
  CHECK(only(answer).resolved_tickets == 6);
}

TEST_CASE("duplicate tickets take one place") {
  std::vector<Document> documents;
  for (int i = 0; i < 60; ++i) {
    documents.push_back(ticket("S-" + std::to_string(i), "en", "Reader",
                               "The card reader at the till shows error NV-4012 again",
                               "Restart the reader and wait a minute"));
  }
  documents.push_back(ticket("D-1", "en", "Reader",
                             "The reader shows error NV-4012 after an update of the menu",
                             "Take back the update"));
  documents.push_back(article("readers", "en", "Readers", "Of the many errors that a reader has."));
  TestIndex index(documents);
  index.request.limit = 5;
  const SuggestAnswer answer = index.ask("card reader error NV-4012 ");
  Ids ids;
  std::size_t similar = 0;
  for (const Suggestion& one : answer.suggestions) {
    if (one.id.starts_with("S-")) similar = one.similar;
    ids.push_back(one.id.starts_with("S-") ? "S" : one.id);
  }
  std::sort(ids.begin(), ids.end());
  CHECK(ids == Ids{"D-1", "S", "readers"});
  CHECK(similar == 59);
}

TEST_CASE("tickets with the same question and different resolutions are both shown") {
  const std::string question = "The card reader at the till shows error NV-4012 again";
  TestIndex index({ticket("A", "en", "", question, "Restart the reader and wait a minute"),
                   ticket("B", "en", "", question, "A technician changed the broken cable"),
                   ticket("C", "en", "", question, "Restart reader, wait one minute")});
  Ids ids = index.ids("reader NV-4012 ");
  std::sort(ids.begin(), ids.end());
  // C is a duplicate of A.
  REQUIRE(ids.size() == 2);
  CHECK(ids[1] == "B");
}

TEST_CASE("a withdrawn ticket is neither counted nor shown with its article") {
  TemporaryFolder folder;
  const auto index = folder.path() / "kb";
  REQUIRE(build_index(index, lost_card()));
  LiveState state;
  state.withdrawn.push_back({"T-2", "", "", ""});
  REQUIRE(write_live_state(IndexFolder(index), state));
  const auto engine = open_engine(index);
  REQUIRE(engine);
  SuggestRequest request;
  request.text = "swallowed ";
  const Access access{{"public"}, true, {}};
  const auto answer = (*engine)->suggest(request, access);
  REQUIRE(answer);
  CHECK(only(*answer).resolved_tickets == 2);
  CHECK(ids_of(only(*answer).tickets) == Ids{"T-1"});
}

TEST_CASE("an index can answer as if a ticket and its duplicates did not exist") {
  std::vector<Document> documents = lost_card();
  documents.push_back(ticket("T-5", "en", "", "the machine swallowed my card!", "See: retained", "card"));
  TestIndex index(documents);
  index.request.without_ticket = "T-1";
  const Suggestion card = only(index.ask("the machine swallowed my card "));
  CHECK(card.resolved_tickets == 2);
  CHECK(ids_of(card.tickets) == Ids{"T-2"});
  index.request.without_ticket = "T-0";
  CHECK(only(index.ask("the machine swallowed my card ")).resolved_tickets == 4);
}
