// Explanations: why a suggestion has its rank.
#include <algorithm>
#include <map>

#include "tests/query/test_index.h"
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

// The explanation of the suggestion with this id.
Explanation explained(TestIndex& index, std::string text, const std::string& id) {
  index.request.explain = true;
  const SuggestAnswer answer = index.ask(std::move(text));
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

// How the document's word `as` matches the word that was typed.
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

std::vector<Document> support_articles() {
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

TEST_CASE("suggestions are explained only on request") {
  TestIndex index(support_articles());
  for (const Suggestion& one : index.ask("refund charge").suggestions) CHECK_FALSE(one.explanation);
  index.request.explain = true;
  const SuggestAnswer answer = index.ask("refund charge");
  CHECK(answer.suggestions.size() == 3);
  for (const Suggestion& one : answer.suggestions) CHECK(one.explanation);
}

TEST_CASE("an explanation changes no answer") {
  TestIndex index(support_articles());
  for (const char* text : {"refund charge", "portal pasword", "the charge of the portal", "p"}) {
    index.request.explain = false;
    const SuggestAnswer plain = index.ask(text);
    index.request.explain = true;
    const SuggestAnswer explained = index.ask(text);
    REQUIRE(plain.suggestions.size() == explained.suggestions.size());
    for (std::size_t i = 0; i < plain.suggestions.size(); ++i) {
      CHECK(plain.suggestions[i].id == explained.suggestions[i].id);
      CHECK(plain.suggestions[i].score == explained.suggestions[i].score);
    }
  }
}

TEST_CASE("the parts add up to the weight, and the weights order the suggestions") {
  TestIndex index(support_articles());
  index.request.explain = true;
  for (const char* text :
       {"refund charge", "refund a charge", "charge portal password", "pasword", "por", "charge pass"}) {
    INFO(text);
    double before = 1e9;
    const SuggestAnswer answer = index.ask(text);
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

TEST_CASE("the parts of a weight show how documents differ") {
  TestIndex index(support_articles());
  const RankParts both = explained(index, "refund charge", "refund").parts;
  const RankParts one = explained(index, "refund charge", "password").parts;
  CHECK(both.coverage == Approx(1.0));
  CHECK(one.coverage > 0.1);
  CHECK(one.coverage < 0.9);
  CHECK(both.together > 0);
  CHECK(one.together == 0);
  CHECK(both.title > 0);
  // The title's "a" counts as a word.
  CHECK(both.title_share == Approx(2.0 / 3.0));
  CHECK(one.title == 0);
  CHECK(one.title_share == 0);
  CHECK(explained(index, "portal password", "password").parts.title_share == Approx(1.0));
}

TEST_CASE("an explanation counts each word by field") {
  TestIndex index(support_articles());
  const Explanation why = explained(index, "refund charge ", "refund");
  CHECK(typed(why.words) == Ids{"refund", "charge"});
  const ExplainedWord& refund = word(why, "refund");
  REQUIRE(refund.found.size() == 2);
  CHECK(refund.found[0].word == "refund");
  CHECK(refund.found[0].level == MatchLevel::exact);
  // The second keyword is from the article's id.
  CHECK(fields_of(refund.found[0]) == Fields{{"title", 1}, {"keywords", 2}, {"heading", 1}, {"body", 2}});
  CHECK(refund.found[1].word == "refunds");
  CHECK(refund.found[1].level == MatchLevel::stem);
  CHECK(fields_of(refund.found[1]) == Fields{{"body", 1}});
  REQUIRE(word(why, "charge").found.size() == 1);
  CHECK(fields_of(word(why, "charge").found[0]) == Fields{{"title", 1}});
  // It occurs in fewer documents.
  CHECK(refund.weight > word(why, "charge").weight);
  CHECK(word(why, "charge").weight > 0);
}

TEST_CASE("a ticket's explanation names the ticket's fields") {
  TestIndex index({ticket("T-1", "en", "Gate", "The gate does not open. The gate!", "The gate was oiled.")});
  const Explanation why = explained(index, "gate", "T-1");
  CHECK(fields_of(word(why, "gate").found.at(0)) == Fields{{"title", 1}, {"question", 2}, {"resolution", 1}});
  CHECK_FALSE(why.matched_version);
}

TEST_CASE("an explanation says how each word was matched") {
  std::vector<Document> documents = support_articles();
  documents.push_back(article("sl", "sl", "Račun", "Računi so na portalu."));
  documents.push_back(article("table", "de", "Tabellenrand", "Hier steht nichts."));
  documents.push_back(article("edge", "de", "Rand", "Eine Tabelle, ein Rand."));
  // Parts must be words of at least two documents.
  documents.push_back(article("edge too", "de", "Tabelle", "Die Tabelle hat einen Rand."));
  TestIndex index(documents);
  CHECK(understood(explained(index, "password ", "password"), "password", "password") == "exact");
  CHECK(understood(explained(index, "PASSWORD ", "password"), "PASSWORD", "password") == "exact");
  CHECK(understood(explained(index, "passwords ", "password"), "passwords", "password") == "another form");
  CHECK(understood(explained(index, "passwo", "password"), "passwo", "password") == "completed");
  CHECK(understood(explained(index, "pasword ", "password"), "pasword", "password") == "mistyped");
  CHECK(understood(explained(index, "racun ", "sl"), "racun", "račun") == "without accents");
  CHECK(understood(explained(index, "racun ", "sl"), "racun", "računi") == "another form");
  index.request.lang = {"de"};
  CHECK(understood(explained(index, "Rand ", "table"), "Rand", "tabellenrand") == "part of a compound");
  CHECK(understood(explained(index, "Rand ", "edge"), "Rand", "rand") == "exact");
  // A compound that no document contains is not missing if its parts are found.
  const Explanation parts = explained(index, "Randtabelle ", "edge");
  CHECK(typed(parts.words) == Ids{"Randtabelle", "Randtabelle"});
  CHECK(understood(parts, "Randtabelle", "rand") == "part of a compound");
  CHECK(parts.missing.empty());
}

TEST_CASE("words that the document lacks are listed as missing, stop words as ignored") {
  TestIndex index(support_articles());
  index.request.lang = {"en"};
  const Explanation why = explained(index, "the refund of zyxwvut by portal ", "refund");
  CHECK(typed(why.words) == Ids{"refund"});
  REQUIRE(typed(why.missing) == Ids{"zyxwvut", "portal"});
  CHECK(why.missing[0].weight == 0);
  CHECK(why.missing[1].weight > 0);
  CHECK(typed(why.ignored) == Ids{"the", "of", "by"});
  for (const IgnoredWord& one : why.ignored) CHECK(one.why == IgnoredWord::Why::stop_word);
  // The answer's other document contains what this one lacks.
  CHECK(typed(explained(index, "the refund of zyxwvut by portal ", "password").missing) ==
        Ids{"refund", "zyxwvut"});
}

TEST_CASE("a long question's most frequent words are ignored, with the reason") {
  std::string body;
  std::string text;
  for (int i = 0; i < 26; ++i) {
    const std::string rare = std::string("qu") + static_cast<char>('a' + i) + "zzle";
    body += rare + " ";
    text += rare + " ";
  }
  TestIndex index({article("a", "en", "All", body + "portal"), article("b", "en", "Portal", "portal"),
                   article("c", "en", "Portal too", "portal")});
  const Explanation why = explained(index, "portal " + text, "a");
  CHECK(why.words.size() == 24);
  REQUIRE(why.ignored.size() == 3);
  CHECK(why.ignored[0].typed == "portal");
  for (const IgnoredWord& one : why.ignored) CHECK(one.why == IgnoredWord::Why::rarer_words_were_searched);
  CHECK(why.missing.empty());
}

TEST_CASE("the version or ticket that gave the rank is named") {
  Document slovenian = article("pass", "sl", "Vozovnica", "Vozovnico pošljemo po pošti.");
  TestIndex index({article("pass", "en", "Bus pass", "The pass is sent by post."), slovenian,
                   ticket("T-7", "en", "lost my gronkle", "The gronkle is lost.", "A new one.", "pass")});
  index.request.lang = {"en"};
  const Explanation version = explained(index, "vozovnica ", "pass");
  REQUIRE(version.matched_version);
  CHECK(version.matched_version->kind == Kind::article);
  CHECK(version.matched_version->lang == "sl");
  CHECK(understood(version, "vozovnica", "vozovnica") == "exact");
  const Explanation by_ticket = explained(index, "gronkle ", "pass");
  REQUIRE(by_ticket.matched_version);
  CHECK(by_ticket.matched_version->kind == Kind::ticket);
  CHECK(by_ticket.matched_version->id == "T-7");
  CHECK(fields_of(word(by_ticket, "gronkle").found.at(0)) == Fields{{"title", 1}, {"question", 1}});
  CHECK_FALSE(explained(index, "pass ", "pass").matched_version);
}

TEST_CASE("a word of few tickets is named only if the question contains it") {
  TestIndex index({ticket("T-1", "en", "Gronkles", "My gronkles are lost.", "Found."),
                   article("a", "en", "Portals", "Portals.")});
  const Explanation why = explained(index, "gronkle ", "T-1");
  REQUIRE(word(why, "gronkle").found.size() == 1);
  CHECK(word(why, "gronkle").found[0].word.empty());
  CHECK(word(why, "gronkle").found[0].level == MatchLevel::stem);
  CHECK(understood(explained(index, "gronkles ", "T-1"), "gronkles", "gronkles") == "exact");
  CHECK(understood(explained(index, "portal ", "a"), "portal", "portals") == "another form");
}
