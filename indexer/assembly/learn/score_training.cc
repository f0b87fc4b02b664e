#include "indexer/assembly/learn/score_training.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/assembly/learn/logistic_regression.h"
#include "indexer/assembly/learn/score_questions.h"
#include "indexer/base/day.h"
#include "indexer/format/generation.h"
#include "searchd/query/engine.h"

namespace callside {

namespace {

// Weight of all questions that the index can answer, and of all that it cannot. RANKING.md, Score.
constexpr double kInScopeWeight = 300;
constexpr double kEverydayWeight = 100;
// Standard deviations around the general model of the coefficients and of the intercept. RANKING.md, Score.
constexpr double kScopeDeviation = 0.1;
constexpr double kScopeInterceptDeviation = 1;
constexpr double kRightDeviation = 0.3;
// Fewest answerable questions of an audience from which is learned.
constexpr auto kMinExamples = 20;

struct Asked {
  ScoreQuestion::Kind kind = ScoreQuestion::Kind::title;
  ScoreFeatures features{};
  bool has_answer = false;  // something was suggested
  bool is_right = false;    // the first suggestion is the right article
};

Result<Asked> ask(const Suggester& suggester, const ScoreQuestion& question, const Access& access,
                  const std::string& day) {
  SuggestRequest request;
  request.text = question.text;
  request.lang = {question.lang};
  request.limit = 1;
  request.today = day;
  if (question.kind == ScoreQuestion::Kind::title) request.without_title = question.document;
  if (question.kind == ScoreQuestion::Kind::ticket) request.without_ticket = question.document;
  if (question.kind == ScoreQuestion::Kind::everyday) request.without_utterance = question.lang;
  CALLSIDE_ASSIGN(const SuggestAnswer answer, suggester.suggest(request, access));
  Asked asked{question.kind, answer.score_features, !answer.suggestions.empty(), false};
  if (asked.has_answer && !question.article.empty()) {
    const Suggestion& first = answer.suggestions.front();
    asked.is_right = first.kind == Kind::article && first.id == question.article;
  }
  return asked;
}

Result<std::vector<Asked>> ask_all(const Suggester& suggester, const std::vector<ScoreQuestion>& questions,
                                   const Access& access, const std::string& day,
                                   const ScoreTraining& training) {
  std::vector<Asked> asked(questions.size());
  std::atomic<std::size_t> next = 0;
  std::vector<Result<void>> results(std::max<std::size_t>(training.threads, 1));
  const auto work = [&](Result<void>& result) {
    for (std::size_t i = next++; i < questions.size(); i = next++) {
      if (training.interrupted != nullptr && training.interrupted->load()) {
        result = fail(ErrorCode::interrupted, "interrupted");
        return;
      }
      auto one = ask(suggester, questions[i], access, day);
      if (!one) {
        result = tl::unexpected<Error>(one.error());
        return;
      }
      asked[i] = *one;
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < results.size(); ++i) threads.emplace_back(work, std::ref(results[i]));
    work(results[0]);
  }
  for (const Result<void>& one : results) CALLSIDE_TRY(one);
  return asked;
}

// Sets the examples' weights.
void balance(std::vector<ScoreExample>& examples) {
  for (const bool kind : {false, true}) {
    const auto count = std::count_if(examples.begin(), examples.end(),
                                     [&](const ScoreExample& one) { return one.is_true == kind; });
    for (ScoreExample& one : examples) {
      if (one.is_true == kind)
        one.weight = (kind ? kInScopeWeight : kEverydayWeight) / static_cast<double>(count);
    }
  }
}

ScoreModel learn(const std::vector<Asked>& asked) {
  std::vector<ScoreExample> scope, right;
  for (const Asked& one : asked) {
    if (!one.has_answer) continue;
    scope.push_back({one.features, one.kind != ScoreQuestion::Kind::everyday, 1});
    if (one.kind == ScoreQuestion::Kind::ticket) right.push_back({one.features, one.is_right, 1});
  }
  balance(scope);
  const ScoreModel& general = general_score_model();
  return {
      fit_logistic(scope, general.scope, score_feature_scales(), kScopeDeviation, kScopeInterceptDeviation),
      fit_logistic(right, general.right, score_feature_scales(), kRightDeviation, kRightDeviation)};
}

// The readers for whom is learned: of each audience, one of all brands and one of none.
std::vector<Access> readers_of(const Manifest& manifest) {
  std::set<std::string> audiences;
  for (const AccessClass& one : manifest.classes) audiences.insert(one.audience.begin(), one.audience.end());
  std::vector<Access> readers;
  for (const std::string& audience : audiences) {
    readers.push_back({{audience}, true, {}});
    readers.push_back({{audience}, false, {}});
  }
  return readers;
}

// Returns true if a reader of no brand sees what a reader of the same audience and all brands sees.
bool see_the_same(const Manifest& manifest, const Access& reader) {
  Access of_all = reader;
  of_all.all_brands = true;
  return visible_classes(manifest.classes, reader) == visible_classes(manifest.classes, of_all);
}

std::ptrdiff_t count_answerable(const std::vector<ScoreQuestion>& questions) {
  return std::count_if(questions.begin(), questions.end(),
                       [](const ScoreQuestion& one) { return !one.article.empty(); });
}

}  // namespace

Result<Calibration> train_scores(const ScoreTraining& training) {
  CALLSIDE_ASSIGN(const Generation generation, Generation::open(training.folder, training.generation));
  const std::int32_t today = generation.timezone().today();
  EngineOptions options;
  options.generation = training.generation;
  options.is_building = true;
  options.held_out = true;
  CALLSIDE_ASSIGN(const std::unique_ptr<Suggester> suggester,
                  open_engine(training.folder.root(), std::move(options)));
  std::vector<Calibration::Table> tables;
  for (const Access& reader : readers_of(generation.manifest())) {
    // Most indexes have no brands, and then both readers of an audience see the same.
    if (!reader.all_brands && see_the_same(generation.manifest(), reader)) {
      if (!tables.empty() && tables.back().audience == *reader.audiences.begin()) {
        tables.push_back(tables.back());
        tables.back().all_brands = false;
      }
      continue;
    }
    const std::vector<ScoreQuestion> questions = score_questions(generation, reader, today);
    if (count_answerable(questions) < kMinExamples) continue;
    CALLSIDE_ASSIGN(const std::vector<Asked> asked,
                    ask_all(*suggester, questions, reader, format_day(today), training));
    tables.push_back({*reader.audiences.begin(), reader.all_brands,
                      static_cast<std::uint32_t>(questions.size()), learn(asked)});
  }
  return Calibration(generation.calibration().everyday(), std::move(tables));
}

}  // namespace callside
