#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/access.h"
#include "indexer/format/everyday_words.h"
#include "indexer/format/score_features.h"

namespace callside {

// How certain is a first suggestion? Two logistic regressions over ScoreFeatures, learned by `build` from
// questions that it makes from the index (assembly/learn/score_training.h); part of the model, so updates
// keep them. RANKING.md, Score.
struct ScoreModel {
  // The intercept, then a coefficient for each feature.
  using Coefficients = std::array<double, kScoreFeatureCount + 1>;
  Coefficients scope{};  // is the question about what this index holds?
  Coefficients right{};  // if so, is the first suggestion its answer?

  bool operator==(const ScoreModel&) const = default;
};

// The model of an index from which nothing could be learned.
const ScoreModel& general_score_model();

// About the standard deviation of each feature, over many indexes.
const ScoreFeatures& score_feature_scales();

// Value of a logistic regression, from 0 to 1.
double probability_of(const ScoreModel::Coefficients& coefficients, const ScoreFeatures& features);

// The file calibration.bin: how certain the answers of a generation are. Immutable; safe for any thread.
class Calibration {
 public:
  // What was learned from the documents that a reader with one audience may see, and from no others.
  struct Table {
    std::string audience;
    bool all_brands = true;       // false: the reader may see only documents that name no brand
    std::uint32_t questions = 0;  // it was learned from
    ScoreModel model;
  };

  Calibration() = default;
  Calibration(EverydayWords everyday, std::vector<Table> tables)
      : everyday_(std::move(everyday)), tables_(std::move(tables)) {}

  static Result<Calibration> open(const std::filesystem::path& path);
  Result<void> write(const std::filesystem::path& path) const;

  const EverydayWords& everyday() const { return everyday_; }
  const std::vector<Table>& tables() const { return tables_; }

  // The model for a reader: the mean of the models for its audiences, each counting with its questions. A
  // reader of some brands gets what was learned from documents that name none. Documents that the reader may
  // not see have no influence.
  ScoreModel model_for(const Access& access) const;

 private:
  EverydayWords everyday_;
  std::vector<Table> tables_;
};

}  // namespace callside
