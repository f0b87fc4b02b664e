// What an index learns about certainty decides whether a question is answered with "nothing good".

#include <string>
#include <vector>

#include "tests/query/test_index.h"

namespace callside {

using testing::article;
using testing::suggestion_of;
using testing::TestIndex;
using testing::ticket;

namespace {

// An ordinary index of 24 articles, some of which share words with small talk. No word begins with "me",
// which the last word of a question may be the beginning of.
std::vector<Document> service_desk() {
  const std::vector<std::pair<const char*, const char*>> articles{
      {"Reset a forgotten password",
       "Open the sign-in page and choose the reset link. A code is sent by mail."},
      {"Order a replacement badge", "Fill in the badge form. The reception prints a new badge by noon."},
      {"Clear a paper jam", "Open the rear lid of the printer and pull the sheet out slowly."},
      {"Connect a headset", "Pair the headset in the sound settings, and test whether callers hear you."},
      {"Refund of a bus pass", "The amount is paid back to the account within five days."},
      {"Reserve a conference room", "Choose a morning or afternoon slot in the calendar and add the room."},
      {"Install the VPN client", "Download the client from the portal and sign in with the token."},
      {"Request annual leave", "Enter the dates in the leave planner. The manager approves the request."},
      {"Change the bank account for salary", "Send the new account number to payroll by the tenth."},
      {"Report a broken monitor", "Note the serial number and open a hardware request at the desk."},
      {"Set up a voicemail greeting", "Dial the voicemail, press three and record a good greeting."},
      {"Share a calendar", "Right-click the calendar, choose share and enter the colleague."},
      {"Recover a deleted file", "Open the recycle folder on the drive and restore the file."},
      {"Activate a parking permit", "Register the number plate of the car in the garage system."},
      {"Submit travel expenses", "Attach the receipts and submit the claim within thirty days."},
      {"Update the laptop firmware", "Plug in the charger, start the updater and wait for the restart."},
      {"Join the guest network", "Ask the reception for a voucher and type its code on the portal."},
      {"Cancel a subscription", "Choose cancel on the billing page. It ends with the month."},
      {"Move a telephone extension", "Tell the exchange the old desk and the new desk of the extension."},
      {"Print on both sides", "Choose duplex in the print dialogue, and flip on the long edge."},
      {"Encrypt a USB stick", "Insert the stick, choose encryption and store the recovery key."},
      {"Dispute an invoice", "Quote the invoice number and the reason. Billing replies in two days."},
      {"Extend a loan of equipment", "Open the loan, choose extend and state the new return date."},
      {"Scan to a mailbox", "Put the sheet on the glass, choose mail and type the address."}};
  std::vector<Document> documents;
  for (std::size_t i = 0; i < articles.size(); ++i)
    documents.push_back(article("a" + std::to_string(i), "en", articles[i].first, articles[i].second));
  return documents;
}

double first_score(const SuggestAnswer& answer) {
  REQUIRE_FALSE(answer.suggestions.empty());
  return answer.suggestions.front().score;
}

double feature_of(const SuggestAnswer& answer, ScoreFeature feature) {
  return answer.score_features[index_of(feature)];
}

}  // namespace

TEST_CASE("small talk is no question even if an article has all of its words") {
  TestIndex index(service_desk());
  index.request.lang = {"en"};
  // Without the rule for small talk, the headset's "callers hear you" answers it with certainty.
  const SuggestAnswer answer = index.ask("can you hear me");
  CHECK(answer.nothing_good);
  REQUIRE_FALSE(answer.suggestions.empty());
  CHECK(answer.suggestions.front().score == 0);
  CHECK_FALSE(index.ask("test whether callers hear me in the headset").nothing_good);
}

TEST_CASE("small talk is no question that an index answers") {
  TestIndex index(service_desk());
  for (const char* said : {"can you hear me", "can you hear me?", "hello", "hello ",
                           "good morning how are you", "are you still there", "sorry can you hear me now",
                           "hello hello can you hear me now", "how do I make good soup"}) {
    INFO(said);
    const SuggestAnswer answer = index.ask(said);
    CHECK(answer.nothing_good);
    for (const Suggestion& one : answer.suggestions) CHECK(one.weak);
  }
  // Words of these occur in articles.
  CHECK_FALSE(index.ask("can you hear me").suggestions.empty());
  CHECK_FALSE(index.ask("good morning how are you").suggestions.empty());

  index.request.lang = {"en"};
  for (const char* said :
       {"hello", "are you still there", "will it rain tomorrow", "how much is a flight to Rome"}) {
    INFO(said);
    CHECK(index.ask(said).nothing_good);
  }
  CHECK_FALSE(index.ask("will it rain tomorrow").suggestions.empty());
}

TEST_CASE("a question about an article is answered, with small talk around it or without") {
  TestIndex index(service_desk());
  index.request.lang = {"en"};
  for (const auto& [asked, id] :
       {std::pair("reset my password", "a0"), std::pair("password", "a0"), std::pair("paper jam", "a2"),
        std::pair("headset callers hear", "a3"), std::pair("voicemail greeting", "a10"),
        std::pair("cancel subscription", "a17"), std::pair("my monitor is broken", "a9"),
        std::pair("hello, how do I submit my travel expenses", "a14"),
        std::pair("how do I reserve a conference room in the morning", "a5")}) {
    INFO(asked);
    const SuggestAnswer answer = index.ask(asked);
    CHECK_FALSE(answer.nothing_good);
    REQUIRE_FALSE(answer.suggestions.empty());
    CHECK(answer.suggestions.front().id == id);
    CHECK_FALSE(answer.suggestions.front().weak);
  }
}

TEST_CASE("a score does not depend on how many suggestions are shown") {
  std::vector<Document> documents = service_desk();
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i);
    documents.push_back(article("p" + n, "en", "Password of system " + n,
                                "The password of system " + n + " is reset by its owner, team " + n + "."));
    documents.push_back(
        ticket("T-" + n, "en", "", "password of the system refused, number " + n, "It was reset", "p" + n));
  }
  TestIndex index(std::move(documents));
  for (const char* asked : {"password", "password system", "reset the password of system 3", "printer lid",
                            "hello morning", "hear", "can you hear me"}) {
    INFO(asked);
    index.request.limit = 20;
    const SuggestAnswer most = index.ask(asked);
    for (const std::size_t limit : {std::size_t{1}, std::size_t{2}, std::size_t{5}}) {
      index.request.limit = limit;
      const SuggestAnswer answer = index.ask(asked);
      CHECK(answer.nothing_good == most.nothing_good);
      CHECK(answer.suggestions.size() == std::min(limit, most.suggestions.size()));
      CHECK(answer.score_features == most.score_features);
      for (std::size_t i = 0; i < answer.suggestions.size(); ++i) {
        CHECK(answer.suggestions[i].id == most.suggestions[i].id);
        CHECK(answer.suggestions[i].score == most.suggestions[i].score);
      }
    }
  }
}

TEST_CASE("a question that an article answers only in part is less certain") {
  TestIndex index(service_desk());
  index.request.lang = {"en"};
  const double certain = first_score(index.ask("reset a forgotten password"));
  CHECK(certain > 0.5);
  CHECK(certain <= 1);
  CHECK(first_score(index.ask("forgotten birthday of grandmother's neighbour Agatha")) < certain - 0.05);
}

TEST_CASE("an article asked without its title is found by its text") {
  TestIndex index(service_desk());
  const SuggestAnswer with_title = index.ask("order a replacement badge");
  index.request.without_title = "a1";
  const SuggestAnswer answer = index.ask("order a replacement badge");
  REQUIRE_FALSE(answer.suggestions.empty());
  CHECK(answer.suggestions.front().id == "a1");
  CHECK(first_score(answer) < first_score(with_title));
  CHECK(feature_of(answer, ScoreFeature::covered) < feature_of(with_title, ScoreFeature::covered));
  // The titles of other articles count.
  index.request.without_title = "a2";
  CHECK(first_score(index.ask("order a replacement badge")) == first_score(with_title));
}

TEST_CASE("an article asked without its title is not found by words that only its title has") {
  std::vector<Document> documents = service_desk();
  documents.push_back(article("only", "en", "Kittiwake", "Nothing of this is told in the text itself."));
  documents.push_back(article("also", "en", "Seabirds", "A kittiwake breeds on the ledge of the garage."));
  TestIndex index(std::move(documents));
  CHECK(index.ask("kittiwake").suggestions.at(0).id == "only");
  index.request.without_title = "only";
  const SuggestAnswer answer = index.ask("kittiwake");
  CHECK(answer.suggestions.at(0).id == "also");
  const Suggestion* only = suggestion_of(answer, "only");
  CHECK((only == nullptr || only->score < answer.suggestions[0].score / 2));
}

TEST_CASE("an utterance asked as if it were none is less like everyday language") {
  TestIndex index(service_desk());
  CHECK(feature_of(index.ask("can you hear me"), ScoreFeature::likeness) == Approx(1));
  index.request.without_utterance = "en";
  CHECK(feature_of(index.ask("can you hear me"), ScoreFeature::likeness) < 0.999);
  // Another language's utterances are not meant.
  index.request.without_utterance = "de";
  CHECK(feature_of(index.ask("can you hear me"), ScoreFeature::likeness) == Approx(1));
}

}  // namespace callside
