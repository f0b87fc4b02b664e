#include "indexer/format/calibration.h"

#include <cmath>
#include <utility>

#include "indexer/base/bytes.h"
#include "indexer/base/files.h"
#include "indexer/format/damaged_file.h"

namespace callside {

namespace {

constexpr std::uint64_t kCalibrationMagic = 0x31424C4143534343;  // "CCSCALB1" in memory order

bool is_finite(const ScoreModel::Coefficients& coefficients) {
  for (const double one : coefficients) {
    if (!std::isfinite(one)) return false;
  }
  return true;
}

}  // namespace

const ScoreModel& general_score_model() {
  // Coefficients in the order of kScoreFeatures, after the intercept. RANKING.md, Score.
  static const ScoreModel kModel{{{-3.276, 3.492, -1.201, -1.388, -1.008, 0.1118, 0.1673, 0.06632, -0.6776,
                                   -0.8641, 0, -1.144, 2.35, -1.225, 2.235, 0, 0, 0, 0}},
                                 {{-2.634, 0, 0.5477, 0, 0, 0, 0, 0, 0, -0.4751, 0.2495, 2.127, -3.029,
                                   0.7684, 0, 0.2678, 0.9913, -2.438, -0.6577}}};
  return kModel;
}

const ScoreFeatures& score_feature_scales() {
  static const ScoreFeatures kScales{.3, .5, .4, .2, 1.5, 4, 1, .3, .3, .3, .35, .35, .35, 1, 1, .3, .5, .7};
  return kScales;
}

double probability_of(const ScoreModel::Coefficients& coefficients, const ScoreFeatures& features) {
  double z = coefficients[0];
  for (std::size_t i = 0; i < features.size(); ++i) z += coefficients[i + 1] * features[i];
  return 1 / (1 + std::exp(-z));
}

Result<Calibration> Calibration::open(const std::filesystem::path& path) {
  CALLSIDE_ASSIGN(const std::string bytes, read_file(path));
  ByteReader in(bytes);
  if (in.number<std::uint64_t>() != kCalibrationMagic) return damaged_file(path);
  Calibration calibration;
  for (std::uint64_t left = in.varint(); left > 0 && !in.failed(); --left) {
    Table& table = calibration.tables_.emplace_back();
    table.audience = in.string();
    table.all_brands = in.number<std::uint8_t>() != 0;
    table.questions = in.number<std::uint32_t>();
    for (ScoreModel::Coefficients* coefficients : {&table.model.scope, &table.model.right}) {
      for (double& one : *coefficients) one = in.number<double>();
      if (!is_finite(*coefficients)) return damaged_file(path);
    }
  }
  calibration.everyday_ = EverydayWords::read(in);
  if (in.failed() || !in.rest().empty()) return damaged_file(path);
  return calibration;
}

Result<void> Calibration::write(const std::filesystem::path& path) const {
  ByteWriter out;
  out.number(kCalibrationMagic);
  out.varint(tables_.size());
  for (const Table& table : tables_) {
    out.string(table.audience);
    out.number(static_cast<std::uint8_t>(table.all_brands));
    out.number(table.questions);
    for (const double one : table.model.scope) out.number(one);
    for (const double one : table.model.right) out.number(one);
  }
  everyday_.write(out);
  return replace_file(path, out.bytes());
}

ScoreModel Calibration::model_for(const Access& access) const {
  ScoreModel sum;
  double questions = 0;
  for (const Table& table : tables_) {
    if (!access.audiences.contains(table.audience) || table.all_brands != access.all_brands) continue;
    for (std::size_t i = 0; i < sum.scope.size(); ++i) {
      sum.scope[i] += table.questions * table.model.scope[i];
      sum.right[i] += table.questions * table.model.right[i];
    }
    questions += table.questions;
  }
  if (questions <= 0) return general_score_model();
  for (std::size_t i = 0; i < sum.scope.size(); ++i) {
    sum.scope[i] /= questions;
    sum.right[i] /= questions;
  }
  return sum;
}

}  // namespace callside
