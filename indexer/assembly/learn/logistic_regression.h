#pragma once

#include <cstddef>
#include <vector>

#include "indexer/format/calibration.h"

namespace callside {

// An example of a logistic regression over ScoreFeatures.
struct ScoreExample {
  ScoreFeatures features{};
  bool is_true = false;
  double weight = 1;
};

// Returns the most probable coefficients, given the examples and a Gaussian prior around `prior` with a
// standard deviation of `deviation` for each coefficient of a feature scaled by `scales`, and of
// `intercept_deviation` for the intercept. A feature whose prior coefficient is 0 is not used. Newton's
// method.
ScoreModel::Coefficients fit_logistic(const std::vector<ScoreExample>& examples,
                                      const ScoreModel::Coefficients& prior, const ScoreFeatures& scales,
                                      double deviation, double intercept_deviation);

}  // namespace callside
