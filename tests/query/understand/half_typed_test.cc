// The last word of a question while it is being typed.
#include <algorithm>

#include "tests/query/test_index.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

namespace {

std::string number(int i) { return std::to_string(i); }

// "Renewal" is the common word; bicycles have rentals.
std::vector<Document> library() {
  std::vector<Document> documents;
  for (int i = 0; i < 20; ++i) {
    documents.push_back(article("pass" + number(i), "en", "Renewal of pass " + number(i),
                                "The renewal of the pass takes a day."));
  }
  for (int i = 0; i < 4; ++i) {
    documents.push_back(article("shop" + number(i), "en", "Station " + number(i),
                                "Bicycle rental is at the counter. A rental lasts a week at most."));
  }
  for (int i = 0; i < 60; ++i)
    documents.push_back(
        article("other" + number(i), "en", "Line " + number(i), "The bus stops at the market."));
  // They differ only in that word; the wrong one comes first.
  documents.push_back(article("renewal", "en", "Prices", "Bicycle renewal costs four coins."));
  documents.push_back(article("rental", "en", "Prices", "Bicycle rental costs four coins."));
  return documents;
}

std::size_t place(const Ids& ids, const std::string& id) {
  return static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
}

// The document's words that match the typed word, by the explanation.
std::vector<std::string> found(const SuggestAnswer& answer, const std::string& id, const std::string& typed) {
  std::vector<std::string> out;
  for (const Suggestion& one : answer.suggestions) {
    if (one.id != id) continue;
    for (const ExplainedWord& word : one.explanation->words) {
      if (word.typed != typed) continue;
      for (const ExplainedMatch& match : word.found) out.push_back(match.word + ": " + name_of(match.level));
    }
  }
  return out;
}

}  // namespace

TEST_CASE("the rest of the question predicts a half-typed word") {
  TestIndex index(library());
  CHECK(index.ids("bicycle prices rental").front() == "rental");
  CHECK(index.ids("bicycle prices ren").front() == "rental");
}

TEST_CASE("a rare word is predicted if it goes with the rest of the question") {
  // More words with these letters, and more frequent ones, than a prefix alone is completed to.
  std::vector<Document> documents;
  for (int i = 0; i < 80; ++i) {
    const std::string word =
        std::string("contra") + static_cast<char>('a' + i % 26) + static_cast<char>('a' + i / 26) + "ne";
    for (int j = 0; j < 6; ++j)
      documents.push_back(
          article(word + number(j), "en", "Thing " + word, "A " + word + " is a " + word + "."));
  }
  for (int i = 0; i < 3; ++i)
    documents.push_back(article("pair" + number(i), "en", "Pair " + number(i), "The contrast of a lens."));
  documents.push_back(article("cord", "en", "Glasses", "A lens with a cord."));
  documents.push_back(article("contrast", "en", "Glasses", "A lens with a contrast."));
  TestIndex index(documents);
  const Ids ids = index.ids("lens contr");
  CHECK(place(ids, "contrast") < place(ids, "cord"));
}

TEST_CASE("a common word is complete, even if longer words begin with it") {
  std::vector<Document> documents{article("fare", "en", "Fare form", "The form for a fare.")};
  for (int i = 0; i < 8; ++i)
    documents.push_back(article("form" + number(i), "en", "Form " + number(i), "Fill in the form."));
  for (int i = 0; i < 6; ++i)
    documents.push_back(article("formula" + number(i), "en", "Fares " + number(i), "The formula of a fare."));
  TestIndex index(documents);
  index.request.explain = true;
  const SuggestAnswer answer = index.ask("fare form");
  CHECK(answer.suggestions.front().id == "fare");
  for (const Suggestion& one : answer.suggestions) CHECK(one.explanation->parts.half_typed == 0);
}

TEST_CASE("hidden words complete nothing") {
  std::vector<Document> documents = library();
  for (Document& one : documents) {
    if (one.id.starts_with("shop") || one.id == "rental") one.audience = {"internal"};
  }
  TestIndex index(documents);
  index.request.explain = true;
  const SuggestAnswer outside = index.ask("bicycle prices ren");
  CHECK(outside.suggestions.front().id == "renewal");
  for (const Suggestion& one : outside.suggestions) {
    for (const ExplainedWord& word : one.explanation->words) {
      for (const ExplainedMatch& match : word.found) CHECK(match.word != "rental");
    }
  }
  index.access.audiences = {"public", "internal"};
  CHECK(index.ask("bicycle prices ren").suggestions.front().id == "rental");
}

TEST_CASE("a word of few tickets completes nothing") {
  std::vector<Document> documents{article("zone", "en", "Zanzigo", "Zanzigo is a zone."),
                                  article("bus", "en", "Bus", "Timetable of the bus.")};
  for (int i = 0; i < 2; ++i)
    documents.push_back(ticket("T" + number(i), "en", "bus zanzibart", "The bus of zanzibart.", "Done."));
  TestIndex index(documents);
  index.request.explain = true;
  const SuggestAnswer answer = index.ask("bus zanzi");
  for (const Suggestion& one : answer.suggestions) {
    if (one.kind == Kind::ticket) CHECK(found(answer, one.id, "zanzi").empty());
  }
  CHECK(found(answer, "zone", "zanzi") == std::vector<std::string>{"zanzigo: completed"});
}

TEST_CASE("an explanation names the completion of a half-typed word") {
  TestIndex index(library());
  index.request.explain = true;
  const SuggestAnswer answer = index.ask("bicycle prices ren");
  CHECK(found(answer, "rental", "ren") == std::vector<std::string>{"rental: completed"});
  CHECK(answer.suggestions.front().explanation->parts.half_typed != 0);
  for (std::size_t i = 0; i < answer.suggestions.size(); ++i) {
    CHECK(answer.suggestions[i].score > 0);
    if (i > 0) CHECK(answer.suggestions[i].score <= answer.suggestions[i - 1].score);
  }
  const SuggestAnswer whole = index.ask("bicycle prices rental ");
  CHECK(whole.suggestions.front().explanation->parts.half_typed == 0);
}

TEST_CASE("Japanese is completed by the rest of the question, too") {
  std::vector<Document> documents;
  for (int i = 0; i < 12; ++i)
    documents.push_back(
        article("print" + number(i), "ja", "印刷 " + number(i), "書類を印刷する。印刷の設定。"));
  for (int i = 0; i < 3; ++i)
    documents.push_back(article("stamp" + number(i), "ja", "窓口 " + number(i), "契約には印鑑が要る。"));
  documents.push_back(article("copy", "ja", "案内", "契約の印刷をする。"));
  documents.push_back(article("seal", "ja", "案内", "契約の印鑑をする。"));
  TestIndex index(documents);
  index.request.lang = {"ja"};
  const Ids ids = index.ids("契約 印");
  CHECK(place(ids, "seal") < place(ids, "copy"));
}
