#include "indexer/assembly/learn/logistic_regression.h"

#include <cmath>
#include <random>
#include <vector>

#include "tests/support/catch2.h"

using namespace callside;

namespace {

using Coefficients = ScoreModel::Coefficients;

constexpr double kWeak = 100;  // deviation of a prior that hardly counts

// Features with the standard deviations of score_feature_scales(), labelled by a model.
std::vector<ScoreExample> examples_of(const Coefficients& model, std::size_t count) {
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform;
  std::vector<ScoreExample> examples(count);
  for (ScoreExample& one : examples) {
    for (std::size_t i = 0; i < kScoreFeatureCount; ++i)
      one.features[i] = normal(random) * score_feature_scales()[i];
    one.is_true = uniform(random) < probability_of(model, one.features);
  }
  return examples;
}

// A model that uses four features, and a prior that uses the same ones with other coefficients.
Coefficients sparse_model(double intercept, double scaled) {
  Coefficients model{};
  model[0] = intercept;
  double sign = 1;
  for (const ScoreFeature feature :
       {ScoreFeature::covered, ScoreFeature::topic, ScoreFeature::topic_sum, ScoreFeature::fifth}) {
    model[1 + index_of(feature)] = sign * scaled / score_feature_scales()[index_of(feature)];
    sign = -sign;
  }
  return model;
}

Coefficients fit(const std::vector<ScoreExample>& examples, const Coefficients& prior, double deviation) {
  return fit_logistic(examples, prior, score_feature_scales(), deviation, deviation);
}

// Largest difference of two models, in scaled features.
double distance(const Coefficients& a, const Coefficients& b) {
  double most = std::abs(a[0] - b[0]);
  for (std::size_t i = 0; i < kScoreFeatureCount; ++i)
    most = std::max(most, std::abs(a[i + 1] - b[i + 1]) * score_feature_scales()[i]);
  return most;
}

bool all_finite(const Coefficients& coefficients) {
  for (const double one : coefficients) {
    if (!std::isfinite(one)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a logistic regression recovers the coefficients that labelled its examples") {
  const Coefficients model = sparse_model(-0.5, 1), prior = sparse_model(0.5, 0.1);
  REQUIRE(distance(model, prior) > 0.5);
  CHECK(distance(fit(examples_of(model, 20'000), prior, kWeak), model) < 0.1);
}

TEST_CASE("a logistic regression without examples keeps its prior") {
  const Coefficients prior = general_score_model().scope;
  CHECK(distance(fit({}, prior, 0.1), prior) < 1e-12);
  CHECK(distance(fit({}, prior, kWeak), prior) < 1e-12);
}

TEST_CASE("the narrower the prior and the fewer the examples, the nearer to the prior") {
  const Coefficients model = sparse_model(-0.5, 1), prior = sparse_model(0.5, 0.1);
  const std::vector<ScoreExample> examples = examples_of(model, 2'000);
  const double narrow = distance(fit(examples, prior, 0.01), prior);
  const double wide = distance(fit(examples, prior, 0.1), prior);
  CHECK(narrow < wide / 2);
  const double few = distance(fit({examples.begin(), examples.begin() + 50}, prior, 0.1), prior);
  CHECK(few < wide / 2);
  // The intercept has a prior of its own.
  const Coefficients free_intercept = fit_logistic(examples, prior, score_feature_scales(), 0.01, kWeak);
  CHECK(free_intercept[0] == Approx(model[0]).margin(0.2));
  const std::size_t covered = 1 + index_of(ScoreFeature::covered);
  CHECK(free_intercept[covered] == Approx(prior[covered]).margin(0.1));
}

TEST_CASE("a feature without a coefficient in the prior is not used") {
  Coefficients prior = sparse_model(0.5, 0.1);
  Coefficients model = prior;
  // What the prior does not use decides.
  model[1 + index_of(ScoreFeature::likeness)] = 10;
  prior[1 + index_of(ScoreFeature::topic)] = 0;
  const Coefficients learned = fit(examples_of(model, 5'000), prior, kWeak);
  for (std::size_t i = 0; i < kScoreFeatureCount; ++i) {
    INFO(kScoreFeatures[i].name);
    if (prior[i + 1] == 0)
      CHECK(learned[i + 1] == Approx(0).margin(1e-6));
    else
      CHECK(std::abs(learned[i + 1]) > 1e-3);
  }
}

TEST_CASE("an example's weight counts as many equal examples") {
  const Coefficients prior = sparse_model(0.5, 0.1);
  std::vector<ScoreExample> examples = examples_of(sparse_model(-0.5, 1), 40);
  std::vector<ScoreExample> repeated = examples;
  for (int i = 0; i < 2; ++i) repeated.insert(repeated.end(), examples.begin(), examples.end());
  for (ScoreExample& one : examples) one.weight = 3;
  CHECK(distance(fit(examples, prior, 1), fit(repeated, prior, 1)) < 1e-6);
}

TEST_CASE("examples that a feature separates, or that are all alike, give finite coefficients") {
  const Coefficients prior = general_score_model().scope;
  std::vector<ScoreExample> separable(200), alike(200), huge(200);
  for (std::size_t i = 0; i < separable.size(); ++i) {
    separable[i].is_true = i % 2 == 0;
    separable[i].features[index_of(ScoreFeature::covered)] = i % 2 == 0 ? 1 : -1;
    huge[i] = separable[i];
    huge[i].features[index_of(ScoreFeature::covered)] *= 1e6;
    huge[i].weight = 1e3;
    alike[i].is_true = true;
  }
  for (const double deviation : {0.1, 1.0, kWeak}) {
    for (const auto* examples : {&separable, &alike, &huge}) {
      const Coefficients learned = fit(*examples, prior, deviation);
      REQUIRE(all_finite(learned));
      for (const ScoreExample& one : *examples) {
        const double probability = probability_of(learned, one.features);
        CHECK(probability >= 0);
        CHECK(probability <= 1);
      }
    }
  }
  // They still teach.
  const Coefficients learned = fit(separable, prior, 1);
  CHECK(probability_of(learned, separable[0].features) > 0.9);
  CHECK(probability_of(learned, separable[1].features) < 0.1);
  CHECK(fit(alike, prior, 1)[0] > prior[0] + 1);
  // So do those that contradict the prior, where a full Newton step leads too far.
  for (ScoreExample& one : separable) one.is_true = !one.is_true;
  for (const double deviation : {1.0, kWeak}) {
    const Coefficients reversed = fit(separable, prior, deviation);
    CHECK(std::abs(reversed[1 + index_of(ScoreFeature::covered)]) < 30);
    CHECK(probability_of(reversed, separable[0].features) < 0.01);
    CHECK(probability_of(reversed, separable[1].features) > 0.95);
  }
}
