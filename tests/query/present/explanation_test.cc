// Why a suggestion stands where it does.
#include <algorithm>
#include <map>

#include "tests/query/desk.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

namespace {

using Fields = std::map<std::string, std::uint32_t>;

Fields fields_of(const ExplainedMatch& match) {
  Fields fields;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (match.fields[i] > 0) fields[std::string(kFields[i].name)] = match.fields[i];
  }
  return fields;
}

// What is said of the suggestion with this id, in an answer that explains.
Explanation explained(Desk& desk, std::string text, const std::string& id) {
  desk.request.explain = true;
  const SuggestAnswer answer = desk.ask(std::move(text));
  const auto at = std::find_if(answer.suggestions.begin(), answer.suggestions.end(),
                               [&](const Suggestion& one) { return one.id == id; });
  REQUIRE(at != answer.suggestions.end());
  REQUIRE(at->explanation);
  return *at->explanation;
}

const ExplainedWord& word(const Explanation& explanation, const std::string& typed) {
  const auto at = std::find_if(explanation.words.begin(), explanation.words.end(),
                               [&](const ExplainedWord& one) { return one.typed == typed; });
  REQUIRE(at != explanation.words.end());
  return *at;
}

// The kind in which the document's word answers the one that was typed.
std::string understood(const Explanation& explanation, const std::string& typed, const std::string& as) {
  for (const ExplainedMatch& match : word(explanation, typed).found) {
    if (match.word == as) return name_of(match.level);
  }
  return "not found";
}

template <typename Word>
Ids typed(const std::vector<Word>& words) {
  Ids out;
  for (const Word& one : words) out.push_back(one.typed);
  return out;
}

std::vector<Document> desk_articles() {
  Document refund =
      article("refund", "en", "Refund a charge",
              "# When to refund\nA refund is made by card.\nTwo refunds are never made.\nRefund!");
  refund.keywords = {"refund", "chargeback"};
  return {refund,
          article("password", "en", "Portal password", "Reset the password of the portal. Charge it."),
          article("bus", "en", "Bus pass", "The pass is sent by post."),
          article("other", "en", "Something else", "Nothing of the portal or the charge.")};
}

}  // namespace

TEST_CASE("nothing is explained unless it is asked for") {
  Desk desk(desk_articles());
  for (const Suggestion& one : desk.ask("refund charge").suggestions) CHECK_FALSE(one.explanation);
  desk.request.explain = true;
  const SuggestAnswer answer = desk.ask("refund charge");
  CHECK(answer.suggestions.size() == 3);
  for (const Suggestion& one : answer.suggestions) CHECK(one.explanation);
}

TEST_CASE("an explanation changes no answer") {
  Desk desk(desk_articles());
  for (const char* text : {"refund charge", "portal pasword", "the charge of the portal", "p"}) {
    desk.request.explain = false;
    const SuggestAnswer plain = desk.ask(text);
    desk.request.explain = true;
    const SuggestAnswer explained = desk.ask(text);
    REQUIRE(plain.suggestions.size() == explained.suggestions.size());
    for (std::size_t i = 0; i < plain.suggestions.size(); ++i) {
      CHECK(plain.suggestions[i].id == explained.suggestions[i].id);
      CHECK(plain.suggestions[i].score == explained.suggestions[i].score);
    }
  }
}

TEST_CASE("the parts add up to the weight, and the weights order the suggestions") {
  Desk desk(desk_articles());
  desk.request.explain = true;
  for (const char* text :
       {"refund charge", "refund a charge", "charge portal password", "pasword", "por", "charge pass"}) {
    INFO(text);
    double before = 1e9;
    const SuggestAnswer answer = desk.ask(text);
    CHECK_FALSE(answer.suggestions.empty());
    for (const Suggestion& one : answer.suggestions) {
      const Explanation& why = *one.explanation;
      CHECK(why.weight > 0);
      CHECK(why.weight <= before);
      before = why.weight;
      CHECK(why.parts.bm25f > 0);
      CHECK(why.parts.weight() == Approx(why.weight).epsilon(1e-9));
    }
  }
}

TEST_CASE("the parts say what the documents differ in") {
  Desk desk(desk_articles());
  const RankParts both = explained(desk, "refund charge", "refund").parts;
  const RankParts one = explained(desk, "refund charge", "password").parts;
  CHECK(both.coverage == Approx(1.0));
  CHECK(one.coverage > 0.1);
  CHECK(one.coverage < 0.9);
  CHECK(both.together > 0);
  CHECK(one.together == 0);
  CHECK(both.title > 0);
  // "a" is a word of the title, too.
  CHECK(both.title_share == Approx(2.0 / 3.0));
  CHECK(one.title == 0);
  CHECK(one.title_share == 0);
  CHECK(explained(desk, "portal password", "password").parts.title_share == Approx(1.0));
}

TEST_CASE("each word is counted in the fields in which it stands") {
  Desk desk(desk_articles());
  const Explanation why = explained(desk, "refund charge ", "refund");
  CHECK(typed(why.words) == Ids{"refund", "charge"});
  const ExplainedWord& refund = word(why, "refund");
  REQUIRE(refund.found.size() == 2);
  CHECK(refund.found[0].word == "refund");
  CHECK(refund.found[0].level == MatchLevel::exact);
  // The second keyword is the article's id.
  CHECK(fields_of(refund.found[0]) == Fields{{"title", 1}, {"keywords", 2}, {"heading", 1}, {"body", 2}});
  CHECK(refund.found[1].word == "refunds");
  CHECK(refund.found[1].level == MatchLevel::stem);
  CHECK(fields_of(refund.found[1]) == Fields{{"body", 1}});
  REQUIRE(word(why, "charge").found.size() == 1);
  CHECK(fields_of(word(why, "charge").found[0]) == Fields{{"title", 1}});
  // It stands in fewer documents.
  CHECK(refund.weight > word(why, "charge").weight);
  CHECK(word(why, "charge").weight > 0);
}

TEST_CASE("a ticket has fields of its own") {
  Desk desk({ticket("T-1", "en", "Gate", "The gate does not open. The gate!", "The gate was oiled.")});
  const Explanation why = explained(desk, "gate", "T-1");
  CHECK(fields_of(word(why, "gate").found.at(0)) == Fields{{"title", 1}, {"question", 2}, {"resolution", 1}});
  CHECK_FALSE(why.matched_version);
}

TEST_CASE("it is said as what a word was understood") {
  std::vector<Document> documents = desk_articles();
  documents.push_back(article("sl", "sl", "Račun", "Računi so na portalu."));
  documents.push_back(article("table", "de", "Tabellenrand", "Hier steht nichts."));
  documents.push_back(article("edge", "de", "Rand", "Eine Tabelle, ein Rand."));
  // A part must be a word of two documents.
  documents.push_back(article("edge too", "de", "Tabelle", "Die Tabelle hat einen Rand."));
  Desk desk(documents);
  CHECK(understood(explained(desk, "password ", "password"), "password", "password") == "exact");
  CHECK(understood(explained(desk, "PASSWORD ", "password"), "PASSWORD", "password") == "exact");
  CHECK(understood(explained(desk, "passwords ", "password"), "passwords", "password") == "another form");
  CHECK(understood(explained(desk, "passwo", "password"), "passwo", "password") == "completed");
  CHECK(understood(explained(desk, "pasword ", "password"), "pasword", "password") == "mistyped");
  CHECK(understood(explained(desk, "racun ", "sl"), "racun", "račun") == "without accents");
  CHECK(understood(explained(desk, "racun ", "sl"), "racun", "računi") == "another form");
  desk.request.lang = {"de"};
  CHECK(understood(explained(desk, "Rand ", "table"), "Rand", "tabellenrand") == "part of a compound");
  CHECK(understood(explained(desk, "Rand ", "edge"), "Rand", "rand") == "exact");
  // A compound that no document has is not missing where its parts are there.
  const Explanation parts = explained(desk, "Randtabelle ", "edge");
  CHECK(typed(parts.words) == Ids{"Randtabelle", "Randtabelle"});
  CHECK(understood(parts, "Randtabelle", "rand") == "part of a compound");
  CHECK(parts.missing.empty());
}

TEST_CASE("words that the document lacks are missing, and stop words are ignored") {
  Desk desk(desk_articles());
  desk.request.lang = {"en"};
  const Explanation why = explained(desk, "the refund of zyxwvut by portal ", "refund");
  CHECK(typed(why.words) == Ids{"refund"});
  REQUIRE(typed(why.missing) == Ids{"zyxwvut", "portal"});
  CHECK(why.missing[0].weight == 0);
  CHECK(why.missing[1].weight > 0);
  CHECK(typed(why.ignored) == Ids{"the", "of", "by"});
  for (const IgnoredWord& one : why.ignored) CHECK(one.why == IgnoredWord::Why::stop_word);
  // The other document of the same answer has what this one lacks.
  CHECK(typed(explained(desk, "the refund of zyxwvut by portal ", "password").missing) ==
        Ids{"refund", "zyxwvut"});
}

TEST_CASE("a long question's most frequent words are ignored, and it is said why") {
  std::string body;
  std::string text;
  for (int i = 0; i < 26; ++i) {
    const std::string rare = std::string("qu") + static_cast<char>('a' + i) + "zzle";
    body += rare + " ";
    text += rare + " ";
  }
  Desk desk({article("a", "en", "All", body + "portal"), article("b", "en", "Portal", "portal"),
             article("c", "en", "Portal too", "portal")});
  const Explanation why = explained(desk, "portal " + text, "a");
  CHECK(why.words.size() == 24);
  REQUIRE(why.ignored.size() == 3);
  CHECK(why.ignored[0].typed == "portal");
  for (const IgnoredWord& one : why.ignored) CHECK(one.why == IgnoredWord::Why::rarer_words_were_searched);
  CHECK(why.missing.empty());
}

TEST_CASE("another version that gave the rank is named, and so is a ticket") {
  Document slovenian = article("pass", "sl", "Vozovnica", "Vozovnico pošljemo po pošti.");
  Desk desk({article("pass", "en", "Bus pass", "The pass is sent by post."), slovenian,
             ticket("T-7", "en", "lost my gronkle", "The gronkle is lost.", "A new one.", "pass")});
  desk.request.lang = {"en"};
  const Explanation version = explained(desk, "vozovnica ", "pass");
  REQUIRE(version.matched_version);
  CHECK(version.matched_version->kind == Kind::article);
  CHECK(version.matched_version->lang == "sl");
  CHECK(understood(version, "vozovnica", "vozovnica") == "exact");
  const Explanation by_ticket = explained(desk, "gronkle ", "pass");
  REQUIRE(by_ticket.matched_version);
  CHECK(by_ticket.matched_version->kind == Kind::ticket);
  CHECK(by_ticket.matched_version->id == "T-7");
  CHECK(fields_of(word(by_ticket, "gronkle").found.at(0)) == Fields{{"title", 1}, {"question", 1}});
  CHECK_FALSE(explained(desk, "pass ", "pass").matched_version);
}

TEST_CASE("a word that only few tickets hold is named only to who typed it") {
  Desk desk({ticket("T-1", "en", "Gronkles", "My gronkles are lost.", "Found."),
             article("a", "en", "Portals", "Portals.")});
  const Explanation why = explained(desk, "gronkle ", "T-1");
  REQUIRE(word(why, "gronkle").found.size() == 1);
  CHECK(word(why, "gronkle").found[0].word.empty());
  CHECK(word(why, "gronkle").found[0].level == MatchLevel::stem);
  CHECK(understood(explained(desk, "gronkles ", "T-1"), "gronkles", "gronkles") == "exact");
  CHECK(understood(explained(desk, "portal ", "a"), "portal", "portals") == "another form");
}
