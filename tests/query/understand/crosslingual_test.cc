#include <algorithm>
#include <array>
#include <optional>

#include "indexer/format/bilingual_lexicon.h"
#include "indexer/format/generation_files.h"
#include "indexer/format/live_state.h"
#include "tests/query/bilingual_articles.h"
#include "tests/query/test_index.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

namespace {

// The first match of a word of the question.
std::optional<ExplainedMatch> explained(const Suggestion& suggestion, const std::string& typed) {
  for (const ExplainedWord& word : suggestion.explanation->words) {
    if (word.typed == typed && !word.found.empty()) return word.found.front();
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("an article that exists only in English is found by a Slovenian question") {
  TestIndex index(taught(40) + kOnlyEnglish);
  index.request.lang = {"sl"};
  const SuggestAnswer answer = index.ask("povračilo za tipkovnico ");
  REQUIRE_FALSE(answer.suggestions.empty());
  const Suggestion* only = suggestion_of(answer, "only");
  REQUIRE(only != nullptr);
  CHECK(only->crosslingual);
  CHECK(only->lang == "en");
  // The passage shows the words that translate the question's.
  CHECK(only->passage.highlights.size() >= 2);
  for (const Suggestion& one : answer.suggestions) {
    if (one.id != "only") {
      CHECK(one.lang == "sl");
      CHECK_FALSE(one.crosslingual);
    }
  }
}

TEST_CASE("a ticket in the question's language is no version of its article") {
  std::vector<Document> documents = taught(60) + kOnlyEnglish;
  documents.push_back(ticket("T-1", "sl", "", "paket je na napačnem naslovu", "urejeno", "only"));
  TestIndex index(std::move(documents));
  index.request.lang = {"sl"};
  const SuggestAnswer answer = index.ask("povračilo za tipkovnico");
  const Suggestion* only = suggestion_of(answer, "only");
  REQUIRE(only != nullptr);
  CHECK(only->crosslingual);
}

TEST_CASE("translation works without a preferred language, and for half-typed and mistyped words") {
  TestIndex index(taught(40) + kOnlyEnglish);
  CHECK(suggestion_of(index.ask("povračilo "), "only") != nullptr);
  CHECK(suggestion_of(index.ask("povračilo tipkov"), "only") != nullptr);
  CHECK(suggestion_of(index.ask("povračlio "), "only") != nullptr);
  CHECK(suggestion_of(index.ask("povracilo "), "only") != nullptr);
}

TEST_CASE("an explanation names the translation and the number of articles it was learned from") {
  TestIndex index(taught(40) + kOnlyEnglish);
  index.request.lang = {"sl"};
  index.request.explain = true;
  const SuggestAnswer answer = index.ask("povračilo ");
  const Suggestion* only = suggestion_of(answer, "only");
  REQUIRE(only != nullptr);
  const auto match = explained(*only, "povračilo");
  REQUIRE(match);
  CHECK(match->level == MatchLevel::translated);
  CHECK(match->word == "refund");
  CHECK(match->articles >= 10);
  CHECK(match->articles <= 40);
  const RankParts& parts = only->explanation->parts;
  CHECK(parts.weight() == Approx(only->explanation->weight));
}

TEST_CASE("names, numbers and codes are not translated") {
  TestIndex index(taught(40) +
                  article("code", "en", "Error 4012", "The keyboard says error 4012 with Kwertex."));
  index.request.lang = {"sl"};
  CHECK(index.ids("tipkovnica 4012 ").front() == "code");
  CHECK(index.ids("tipkovnica Kwertex ").front() == "code");
}

TEST_CASE("if every article is in the question's language, answers are the same as without a lexicon") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "kb";
  std::vector<Document> documents = taught(40);
  // English has one more, so Slovenian answers change and English ones do not.
  documents.push_back(kOnlyEnglish);
  REQUIRE(build_index(index, documents));
  const auto answers = [&](const std::string& lang) {
    auto engine = open_engine(index);
    REQUIRE(engine);
    Access access;
    access.audiences = {"public"};
    std::string said;
    for (std::size_t i = 0; i < kWords.size(); ++i) {
      for (const std::string end : {" ", "", "x"}) {
        const Pair &one = kWords[i], &other = kWords[(i + 5) % kWords.size()];
        SuggestRequest request;
        request.lang = {lang};
        request.today = "2026-11-22";
        request.explain = true;
        request.limit = 50;
        request.text =
            lang == "en" ? std::string(one.en) + " " + other.en : std::string(one.sl) + " " + other.sl;
        request.text += end;
        const auto answer = (*engine)->suggest(request, access);
        REQUIRE(answer);
        for (const Suggestion& shown : answer->suggestions) {
          said += shown.id + shown.lang + shown.passage.text + std::to_string(shown.explanation->weight) +
                  std::to_string(shown.score) + std::to_string(shown.passage.highlights.size()) + "\n";
        }
      }
    }
    return said;
  };
  const std::string english = answers("en");
  const std::string slovenian = answers("sl");
  const auto generation = index / "generations/000001";
  std::filesystem::remove(generation / kLexiconFile);
  REQUIRE(write_bilingual_lexicon(generation / kLexiconFile, {}, {}));
  auto manifest = read_manifest(generation / kManifestFile);
  REQUIRE(manifest);
  REQUIRE(record_files(generation, {}, *manifest));
  REQUIRE(write_manifest(generation / kManifestFile, *manifest));
  CHECK(answers("en") == english);
  CHECK(answers("sl") != slovenian);
}

TEST_CASE("a translation is used only for readers who may see both versions") {
  // Everybody knows the word itself; only the internal versions tell what it means.
  TestIndex index(taught(40, {"internal"}) + kOnlyEnglish +
                  article("own", "sl", "Povračilo", "Povračilo je na poti."));
  index.request.lang = {"sl"};
  CHECK(index.ids("povračilo ") == Ids{"own"});
  index.access.audiences = {"public", "internal"};
  CHECK(suggestion_of(index.ask("povračilo "), "only") != nullptr);
}

TEST_CASE("if the reader may not see a version, the other language's is found") {
  std::vector<Document> documents = taught(40) + kOnlyEnglish;
  Document hidden = article("only", "sl", "Povračilo tipkovnice", "Pošljite jo nazaj.");
  hidden.audience = {"internal"};
  TestIndex index(std::move(documents) + std::move(hidden));
  index.request.lang = {"sl"};
  const SuggestAnswer seen = index.ask("povračilo tipkovnica ");
  REQUIRE(suggestion_of(seen, "only") != nullptr);
  CHECK(suggestion_of(seen, "only")->crosslingual);
  index.access.audiences = {"public", "internal"};
  const SuggestAnswer staff = index.ask("povračilo tipkovnica ");
  REQUIRE(suggestion_of(staff, "only") != nullptr);
  CHECK(suggestion_of(staff, "only")->lang == "sl");
  CHECK_FALSE(suggestion_of(staff, "only")->crosslingual);
}

TEST_CASE("an article in the question's language ranks above an equally good translation") {
  TestIndex index(
      taught(40) + kOnlyEnglish +
      article("own", "sl", "Povračilo za tipkovnico", "Vrnite jo in povračilo za tipkovnico je na poti."));
  index.request.lang = {"sl"};
  const Ids ids = index.ids("povračilo tipkovnica ");
  REQUIRE(ids.size() >= 2);
  CHECK(std::find(ids.begin(), ids.end(), "own") < std::find(ids.begin(), ids.end(), "only"));
}

TEST_CASE("five articles teach nothing wrong") {
  // Each word occurs in one article, with others that occur nowhere else, in another order: nothing tells
  // which word translates which.
  std::vector<Document> documents;
  for (std::size_t i = 0; i < 5; ++i) {
    std::string en, sl;
    for (std::size_t k = 2 * i; k < 2 * i + 3; ++k) {
      en += std::string(kWords[k].en) + " ";
      sl = std::string(kWords[k].sl) + " " + sl;
    }
    const std::string id = "few/" + std::to_string(i);
    documents.push_back(article(id, "en", "", en));
    documents.push_back(article(id, "sl", "", sl));
  }
  for (const Pair& word : kWords) documents.push_back(article(word.en, "en", word.en, "All about it."));
  TestIndex index(std::move(documents));
  index.request.lang = {"sl"};
  for (const Pair& word : kWords) {
    for (const std::string& id : index.ids(std::string(word.sl) + " "))
      CHECK((id.starts_with("few/") || id == word.en));
  }
}

TEST_CASE("an answer in none of the languages asked for is crosslingual") {
  TestIndex index({article("a", "en", "Router", "Plug in the router."),
                   article("b", "sl", "Usmerjevalnik", "Priklopite ga.")});
  index.request.lang = {"sl"};
  REQUIRE(index.ids("router ") == Ids{"a"});
  CHECK(index.ask("router ").suggestions.front().crosslingual);
  index.request.lang = {"sl", "en-GB"};
  CHECK_FALSE(index.ask("router ").suggestions.front().crosslingual);
  index.request.lang = {};
  CHECK_FALSE(index.ask("router ").suggestions.front().crosslingual);
}

TEST_CASE("a withdrawn or expired version is no translation") {
  const std::vector<Document> documents =
      taught(40) + kOnlyEnglish + article("only", "sl", "Povračilo za tipkovnico", "Vrnite tipkovnico.");
  TemporaryFolder folder;
  REQUIRE(build_index(folder.path() / "kb", documents));
  LiveState state;
  state.withdrawn.push_back({"only", "sl", "", ""});
  REQUIRE(write_live_state(IndexFolder(folder.path() / "kb"), state));
  const auto engine = open_engine(folder.path() / "kb");
  REQUIRE(engine);
  SuggestRequest request;
  request.lang = {"sl"};
  request.text = "povračilo za tipkovnico ";
  const auto answer = (*engine)->suggest(request, Access{{"public"}, true, {}});
  REQUIRE(answer);
  const Suggestion* only = suggestion_of(*answer, "only");
  REQUIRE(only != nullptr);
  CHECK(only->lang == "en");
  CHECK(only->crosslingual);

  Document expired = documents.back();
  expired.valid_until = "2026-11-01";
  TestIndex index(taught(40) + kOnlyEnglish + expired);
  index.request.lang = {"sl"};
  const SuggestAnswer today = index.ask("povračilo za tipkovnico ");
  REQUIRE(suggestion_of(today, "only") != nullptr);
  CHECK(suggestion_of(today, "only")->lang == "en");
  // On a day on which it was valid, the version itself is found.
  index.request.today = "2026-10-31";
  const SuggestAnswer then = index.ask("povračilo za tipkovnico ");
  REQUIRE(suggestion_of(then, "only") != nullptr);
  CHECK(suggestion_of(then, "only")->lang == "sl");
}
