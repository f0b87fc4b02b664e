#include "indexer/assembly/learn/score_questions.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "indexer/assembly/learn/everyday_language.h"
#include "tests/assembly/learn/trained_index.h"

namespace callside {

using namespace testing;

namespace {

constexpr std::int32_t kTrainingDay = 20'000;  // 2024-10-04

class QuestionIndex {
 public:
  explicit QuestionIndex(std::vector<Document> documents) {
    const auto built = build_index(folder_.path() / "kb", std::move(documents));
    REQUIRE(built);
  }
  std::vector<ScoreQuestion> questions(const std::string& audience = "public") const {
    Access access;
    access.audiences = {audience};
    return score_questions(generation(), access, kTrainingDay);
  }
  Generation generation() const {
    const IndexFolder index(folder_.path() / "kb");
    auto generation = Generation::open(index, *index.current());
    if (!generation) FAIL(generation.error().message);
    return std::move(*generation);
  }

 private:
  TemporaryFolder folder_;
};

std::vector<ScoreQuestion> of_kind(const std::vector<ScoreQuestion>& questions, ScoreQuestion::Kind kind) {
  std::vector<ScoreQuestion> some;
  std::copy_if(questions.begin(), questions.end(), std::back_inserter(some),
               [&](const ScoreQuestion& one) { return one.kind == kind; });
  return some;
}

std::set<std::string> documents_of(const std::vector<ScoreQuestion>& questions) {
  std::set<std::string> ids;
  for (const ScoreQuestion& one : questions) ids.insert(one.document);
  ids.erase("");
  return ids;
}

std::string text_of_questions(const std::vector<ScoreQuestion>& questions) {
  std::string text;
  for (const ScoreQuestion& one : questions)
    text += one.text + "|" + one.lang + "|" + one.document + "|" + one.article + "\n";
  return text;
}

}  // namespace

TEST_CASE("an index asks the titles of its articles, held-out tickets and everyday language") {
  const QuestionIndex index(training_documents());
  const auto questions = index.questions();
  const auto titles = of_kind(questions, ScoreQuestion::Kind::title);
  CHECK(documents_of(titles) == std::set<std::string>(kTrainingTopics.begin(), kTrainingTopics.end()));
  std::size_t whole = 0;
  for (const ScoreQuestion& one : titles) {
    CHECK(one.article == one.document);
    CHECK(one.lang == "en");
    CHECK_FALSE(one.text.empty());
    if (one.text == "Replace a lost " + one.document) ++whole;
  }
  // Some agents type a sentence, others a word.
  CHECK(whole > 0);
  CHECK(whole < titles.size());

  const auto tickets = of_kind(questions, ScoreQuestion::Kind::ticket);
  CHECK_FALSE(tickets.empty());
  CHECK(tickets.size() < kTrainingTopics.size() * kTrainingTickets);
  for (const ScoreQuestion& one : tickets) {
    INFO(one.text);
    CHECK(one.document.starts_with("T-" + one.article));
    CHECK(one.text.find(one.article) != std::string::npos);
  }

  const auto everyday = of_kind(questions, ScoreQuestion::Kind::everyday);
  CHECK(everyday.size() == std::min(kMaxScoreQuestions, everyday_utterances("en").size()));
  for (const ScoreQuestion& one : everyday) {
    CHECK(one.article.empty());
    CHECK(one.lang == "en");
  }
}

TEST_CASE("everyday language is asked in the languages that a reader's documents have") {
  std::vector<Document> documents = training_documents();
  documents.push_back(
      article("geslo", "sl-SI", "Pozabljeno geslo", "Geslo ponastavite na portalu podjetja."));
  documents.back().audience = {"internal"};
  const QuestionIndex index(std::move(documents));
  for (const auto& [audience, lang] : {std::pair("public", "en"), std::pair("internal", "sl")}) {
    std::set<std::string> languages;
    for (const ScoreQuestion& one : of_kind(index.questions(audience), ScoreQuestion::Kind::everyday))
      languages.insert(one.lang);
    CHECK(languages == std::set<std::string>{lang});
  }
}

TEST_CASE("an index asks nothing that this reader may not see") {
  std::vector<Document> documents = training_documents();
  for (Document& one : documents) {
    if (one.id.find("invoice") != std::string::npos) one.audience = {"tier2"};
    // The tickets are public, and their article is not.
    if (one.id == "printer") one.audience = {"tier2"};
  }
  const QuestionIndex index(std::move(documents));
  const auto questions = index.questions();
  CHECK_FALSE(text_of_questions(questions).find("|invoice\n") != std::string::npos);
  CHECK_FALSE(text_of_questions(questions).find("|printer\n") != std::string::npos);
  CHECK(documents_of(of_kind(index.questions("tier2"), ScoreQuestion::Kind::title)) ==
        std::set<std::string>{"invoice", "printer"});
  CHECK(index.questions("nobody").empty());
}

TEST_CASE("an index asks the same questions whatever else it holds for others") {
  const std::string alone = text_of_questions(QuestionIndex(training_documents()).questions());
  std::vector<Document> documents = training_documents();
  documents.push_back(article("abc", "de", "Verlorenes Kennwort", "Das Kennwort wird am Schalter ersetzt."));
  documents.back().audience = {"tier2"};
  const QuestionIndex index(std::move(documents));
  CHECK(text_of_questions(index.questions()) == alone);
}

TEST_CASE("articles that are not valid, are archived or say nothing but their title are not asked") {
  std::vector<Document> documents = training_documents();
  for (Document& one : documents) {
    if (one.id == "invoice") one.valid_until = "2024-10-03";
    if (one.id == "printer") one.valid_from = "2024-10-05";
    if (one.id == "parking") one.confidence = Confidence::archived;
    if (one.id == "voucher") one.body = content_of("Replace it.");
    if (one.id == "charger") one.valid_until = "2024-10-04";
  }
  const auto asked =
      documents_of(of_kind(QuestionIndex(std::move(documents)).questions(), ScoreQuestion::Kind::title));
  for (const char* id : {"invoice", "printer", "parking", "voucher"}) CHECK_FALSE(asked.contains(id));
  CHECK(asked.contains("charger"));
  CHECK(asked.size() == kTrainingTopics.size() - 4);
}

TEST_CASE("no more than a limited number of questions of each kind is asked") {
  std::vector<Document> documents;
  for (std::size_t i = 0; i < kMaxScoreQuestions + 20; ++i) {
    const std::string n = std::to_string(i);
    documents.push_back(
        article("a" + n, "en", "Topic" + n,
                "Everything about the subject number " + n + " is told by the service desk."));
  }
  const QuestionIndex index(std::move(documents));
  const auto titles = of_kind(index.questions(), ScoreQuestion::Kind::title);
  CHECK(titles.size() == kMaxScoreQuestions);
  CHECK(documents_of(titles).size() == kMaxScoreQuestions);
}

}  // namespace callside
