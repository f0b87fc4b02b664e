#include "indexer/assembly/learn/logistic_regression.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace callside {

namespace {

constexpr std::size_t kSize = kScoreFeatureCount + 1;
using Vector = std::array<double, kSize>;
using Matrix = std::array<Vector, kSize>;

// Newton's method doubles the correct digits with each step near the solution.
constexpr int kMaxSteps = 50;
constexpr double kConverged = 1e-9;

// Solves a * x = b for a symmetric positive definite matrix, by Cholesky decomposition.
Vector solve(Matrix a, Vector b) {
  for (std::size_t j = 0; j < kSize; ++j) {
    for (std::size_t k = 0; k < j; ++k) a[j][j] -= a[j][k] * a[j][k];
    a[j][j] = std::sqrt(a[j][j]);
    for (std::size_t i = j + 1; i < kSize; ++i) {
      for (std::size_t k = 0; k < j; ++k) a[i][j] -= a[i][k] * a[j][k];
      a[i][j] /= a[j][j];
    }
  }
  for (std::size_t i = 0; i < kSize; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  for (std::size_t i = kSize; i-- > 0;) {
    for (std::size_t k = i + 1; k < kSize; ++k) b[i] -= a[k][i] * b[k];
    b[i] /= a[i][i];
  }
  return b;
}

// Log of (1 + e ^ z), without overflow.
double softplus(double z) { return z > 0 ? z + std::log1p(std::exp(-z)) : std::log1p(std::exp(z)); }

// Examples and coefficients with scaled features, and the prior's precision.
class Posterior {
 public:
  Posterior(const std::vector<ScoreExample>& examples, const Vector& prior, const Vector& precision)
      : examples_(examples), prior_(prior), precision_(precision) {}

  double loss(const Vector& w) const {
    double sum = 0;
    for (const ScoreExample& one : examples_)
      sum += one.weight * softplus(one.is_true ? -z(w, one) : z(w, one));
    for (std::size_t i = 0; i < kSize; ++i) sum += precision_[i] / 2 * std::pow(w[i] - prior_[i], 2);
    return sum;
  }

  // The step from `w` to the minimum of the loss's second-order approximation.
  Vector newton_step(const Vector& w) const {
    Vector gradient{};
    Matrix hessian{};
    for (std::size_t i = 0; i < kSize; ++i) {
      gradient[i] = precision_[i] * (w[i] - prior_[i]);
      hessian[i][i] = precision_[i];
    }
    for (const ScoreExample& one : examples_) {
      const double p = 1 / (1 + std::exp(-z(w, one)));
      const double slope = one.weight * (p - (one.is_true ? 1 : 0));
      const double curvature = one.weight * p * (1 - p);
      for (std::size_t i = 0; i < kSize; ++i) {
        gradient[i] += slope * part(one, i);
        for (std::size_t k = 0; k <= i; ++k) hessian[i][k] += curvature * part(one, i) * part(one, k);
      }
    }
    return solve(hessian, gradient);
  }

 private:
  static double part(const ScoreExample& example, std::size_t i) {
    return i == 0 ? 1 : example.features[i - 1];
  }
  static double z(const Vector& w, const ScoreExample& example) {
    double sum = w[0];
    for (std::size_t i = 0; i < kScoreFeatureCount; ++i) sum += w[i + 1] * example.features[i];
    return sum;
  }

  const std::vector<ScoreExample>& examples_;
  const Vector& prior_;
  const Vector& precision_;
};

}  // namespace

ScoreModel::Coefficients fit_logistic(const std::vector<ScoreExample>& examples,
                                      const ScoreModel::Coefficients& prior, const ScoreFeatures& scales,
                                      double deviation, double intercept_deviation) {
  std::vector<ScoreExample> scaled = examples;
  for (ScoreExample& one : scaled) {
    for (std::size_t i = 0; i < kScoreFeatureCount; ++i) one.features[i] /= scales[i];
  }
  Vector scaled_prior = prior;
  for (std::size_t i = 0; i < kScoreFeatureCount; ++i) scaled_prior[i + 1] *= scales[i];
  // Keeps the coefficient of a feature that is not used at 0.
  constexpr double kFixed = 1e12;
  Vector precision;
  for (std::size_t i = 0; i < kSize; ++i) precision[i] = prior[i] == 0 ? kFixed : 1 / (deviation * deviation);
  precision[0] = 1 / (intercept_deviation * intercept_deviation);
  const Posterior posterior(scaled, scaled_prior, precision);
  Vector w = scaled_prior;
  double loss = posterior.loss(w);
  for (int step = 0; step < kMaxSteps; ++step) {
    const Vector by = posterior.newton_step(w);
    // A full step may lead too far where the loss is not quadratic; half of it, and so on, does not.
    double least = loss;
    for (double share = 1; share > 1e-3; share /= 2) {
      Vector next = w;
      for (std::size_t i = 0; i < kSize; ++i) next[i] -= share * by[i];
      if (const double tried = posterior.loss(next); tried < least) {
        w = next;
        least = tried;
        break;
      }
    }
    if (loss - least < kConverged) break;
    loss = least;
  }
  for (std::size_t i = 0; i < kScoreFeatureCount; ++i) w[i + 1] /= scales[i];
  return w;
}

}  // namespace callside
