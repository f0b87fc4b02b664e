#include "indexer/format/calibration.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "tests/support/catch2.h"
#include "tests/support/damage.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using namespace callside::testing;

namespace {

// A model whose coefficients are all different, and the same for the same start.
ScoreModel model_from(double start) {
  ScoreModel model;
  for (std::size_t i = 0; i < model.scope.size(); ++i) {
    model.scope[i] = start + static_cast<double>(i) / 8;
    model.right[i] = -start - static_cast<double>(i) / 16;
  }
  return model;
}

Calibration two_tables() {
  EverydayWords everyday;
  Word hello;
  hello.normal = hello.folded = "hello";
  everyday.add("en", {{{hello}}});
  return {std::move(everyday),
          {{"internal", true, 120, model_from(1)}, {"public", false, 4'000'000'000U, model_from(-2.5)}}};
}

// A reader of all brands, or of one.
Access calibration_reader(std::set<std::string> audiences, std::set<std::string> brands = {}) {
  return {std::move(audiences), brands.empty(), std::move(brands)};
}

}  // namespace

TEST_CASE("a calibration is read as it was written") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "calibration.bin";
  REQUIRE(two_tables().write(path));
  const auto read = Calibration::open(path);
  REQUIRE(read);
  REQUIRE(read->tables().size() == 2);
  const Calibration::Table& first = read->tables()[0];
  CHECK(first.audience == "internal");
  CHECK(first.all_brands);
  CHECK(first.questions == 120);
  CHECK(first.model == model_from(1));
  const Calibration::Table& second = read->tables()[1];
  CHECK(second.audience == "public");
  CHECK_FALSE(second.all_brands);
  CHECK(second.questions == 4'000'000'000U);
  CHECK(second.model == model_from(-2.5));
  REQUIRE(read->everyday().find("en") != nullptr);
  CHECK(read->everyday().find("en")->size() == 1);

  REQUIRE(Calibration().write(path));
  const auto empty = Calibration::open(path);
  REQUIRE(empty);
  CHECK(empty->tables().empty());
  CHECK(empty->everyday().find("en") == nullptr);
}

TEST_CASE("a calibration that is truncated or continued anywhere is damaged") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "calibration.bin";
  REQUIRE(two_tables().write(path));
  const std::string bytes = bytes_of(path);
  std::vector<std::string> damaged{bytes + '\0', "X" + bytes.substr(1)};
  for (std::size_t size = 0; size < bytes.size(); ++size) damaged.push_back(bytes.substr(0, size));
  for (const std::string& one : damaged) {
    INFO(one.size() << " of " << bytes.size() << " bytes");
    put_bytes(path, one);
    const auto read = Calibration::open(path);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::damaged);
    CHECK(read.error().message.find("calibration.bin") != std::string::npos);
  }
}

TEST_CASE("a calibration with flipped bits is damaged or gives finite scores") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "calibration.bin";
  REQUIRE(two_tables().write(path));
  const std::string bytes = bytes_of(path);
  std::size_t damaged = 0;
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    put_bytes(path, flipped);
    const auto read = Calibration::open(path);
    if (!read) {
      ++damaged;
      continue;
    }
    const ScoreModel model = read->model_for(calibration_reader({"internal"}));
    INFO(bit);
    CHECK(std::isfinite(probability_of(model.scope, score_feature_scales())));
  }
  CHECK(damaged > 0);
}

TEST_CASE("a calibration whose coefficients are not finite is damaged") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "calibration.bin";
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                           -std::numeric_limits<double>::infinity()}) {
    for (const bool is_scope : {true, false}) {
      for (const std::size_t at : {std::size_t{0}, kScoreFeatureCount}) {
        ScoreModel model = model_from(1);
        (is_scope ? model.scope : model.right)[at] = bad;
        REQUIRE(Calibration({}, {{"public", true, 100, model}}).write(path));
        const auto read = Calibration::open(path);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == ErrorCode::damaged);
      }
    }
  }
}

TEST_CASE("a missing calibration is an error") {
  const TemporaryFolder folder;
  CHECK_FALSE(Calibration::open(folder.path() / "calibration.bin"));
}

TEST_CASE("a reader's model comes from the tables of its audiences only") {
  const Calibration calibration({}, {{"internal", true, 10, model_from(1)},
                                     {"public", true, 20, model_from(2)},
                                     {"public", false, 30, model_from(3)}});
  CHECK(calibration.model_for(calibration_reader({"internal"})) == model_from(1));
  CHECK(calibration.model_for(calibration_reader({"public"})) == model_from(2));
  // A reader of some brands gets what documents without a brand taught.
  CHECK(calibration.model_for(calibration_reader({"public"}, {"north"})) == model_from(3));
  CHECK(calibration.model_for({{"public"}, false, {}}) == model_from(3));
  // Nothing was learned for these.
  CHECK(calibration.model_for(calibration_reader({"internal"}, {"north"})) == general_score_model());
  CHECK(calibration.model_for(calibration_reader({"tier2"})) == general_score_model());
  CHECK(calibration.model_for(Access{}) == general_score_model());
  // A reader of all brands may name some: they are ignored.
  CHECK(calibration.model_for({{"public"}, true, {"north"}}) == model_from(2));
}

TEST_CASE("the models of several audiences count with the questions that they were learned from") {
  const Calibration calibration({}, {{"internal", true, 10, model_from(1)},
                                     {"public", true, 30, model_from(2)},
                                     {"tier2", true, 1000, model_from(9)}});
  const ScoreModel mean = calibration.model_for(calibration_reader({"internal", "public"}));
  const ScoreModel expected = model_from(1.75);
  for (std::size_t i = 0; i < mean.scope.size(); ++i) {
    CHECK(mean.scope[i] == Approx(expected.scope[i]));
    CHECK(mean.right[i] == Approx(expected.right[i]));
  }
  CHECK(Calibration({}, {{"public", true, 0, model_from(1)}}).model_for(calibration_reader({"public"})) ==
        general_score_model());
}

TEST_CASE("a model's probability rises with a feature whose coefficient is positive") {
  ScoreModel::Coefficients coefficients{};
  ScoreFeatures features{};
  CHECK(probability_of(coefficients, features) == 0.5);
  coefficients[0] = -1;
  coefficients[1 + index_of(ScoreFeature::covered)] = 3;
  CHECK(probability_of(coefficients, features) == Approx(1 / (1 + std::exp(1.0))));
  features[index_of(ScoreFeature::covered)] = 1;
  CHECK(probability_of(coefficients, features) == Approx(1 / (1 + std::exp(-2.0))));
  features[index_of(ScoreFeature::covered)] = 1e6;
  CHECK(probability_of(coefficients, features) == 1);
  features[index_of(ScoreFeature::covered)] = -1e6;
  CHECK(probability_of(coefficients, features) == 0);
}

TEST_CASE("the table of score features is complete and in the order of the enumerators") {
  for (std::size_t i = 0; i < kScoreFeatureCount; ++i) {
    CHECK(index_of(kScoreFeatures[i].feature) == i);
    CHECK_FALSE(kScoreFeatures[i].help.empty());
    CHECK(score_feature_scales()[i] > 0);
  }
}
