#include "indexer/quality/gate.h"

#include "tests/support/catch2.h"

using namespace callside;

namespace {

using Ids = std::vector<std::string>;

// Makes an evaluation with a query for each of `ranks`, the rank of its wanted answer (0: none), and a last
// query that nothing answers.
Evaluation evaluation(const std::string& generation, const std::vector<std::size_t>& ranks) {
  Evaluation evaluation;
  evaluation.generation = generation;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    Answered answered{{"query " + std::to_string(i), "en", {{"wanted", 3}, {"no answer", 0}}}, {}, false};
    for (std::size_t rank = 1; rank <= kDepth; ++rank)
      answered.ids.push_back(rank == ranks[i] ? "wanted" : "other " + std::to_string(rank));
    evaluation.all.add(answered.ids, answered.query.grades);
    evaluation.answers.push_back(std::move(answered));
  }
  evaluation.answers.push_back({{"pizza", "en", {}}, {"other"}, false});
  ++evaluation.off_topic;
  return evaluation;
}

Ids texts(const std::vector<GateMiss>& misses) {
  Ids texts;
  for (const GateMiss& miss : misses) texts.push_back(miss.query.text);
  return texts;
}

}  // namespace

TEST_CASE("the gate counts the queries that are answered in the top three") {
  const GateReport report = judge(evaluation("000001", {1, 3, 4, 0}), nullptr, {0.5, 0.02});
  CHECK(report.queries == 4);
  CHECK(report.success3 == Approx(0.5));
  CHECK_FALSE(report.success3_before);
  CHECK(report.passed());
  CHECK(texts(report.fell) == Ids{"query 2", "query 3"});
  CHECK(report.fell[0].now == 4);
  CHECK(report.fell[1].now == 0);
  CHECK_FALSE(judge(evaluation("000001", {1, 3, 4, 0}), nullptr, {0.51, 1}).passed());
}

TEST_CASE("a share of exactly the required minimum passes") {
  // 0.85 of 20 is not exact in binary.
  std::vector<std::size_t> ranks(20, 1);
  for (std::size_t i = 0; i < 3; ++i) ranks[i] = 9;
  CHECK(judge(evaluation("000001", ranks), nullptr, {0.85, 0}).passed());
  std::vector<std::size_t> before(20, 1);
  const Evaluation was = evaluation("000001", before);
  CHECK(judge(evaluation("000002", ranks), &was, {0.5, 0.15}).passed());
  CHECK_FALSE(judge(evaluation("000002", ranks), &was, {0.5, 0.14}).passed());
}

TEST_CASE("only queries that were answered before count as fallen") {
  const Evaluation before = evaluation("000001", {1, 2, 7, 0});
  const GateReport report = judge(evaluation("000002", {5, 1, 8, 1}), &before, {0.2, 0});
  CHECK(report.success3 == Approx(0.5));
  CHECK(report.success3_before == 0.5);
  CHECK(report.passed());
  CHECK(texts(report.fell) == Ids{"query 0"});
  CHECK(report.fell[0].before == 1);
  CHECK(report.fell[0].now == 5);
  CHECK(texts(report.missed) == Ids{"query 0", "query 2"});
}

TEST_CASE("the error of the gate names the drop, but no query") {
  const Evaluation before = evaluation("000001", {1, 1});
  const GateReport report = judge(evaluation("000002", {1, 9}), &before, {0.8, 0.02});
  REQUIRE(report.reasons.size() == 2);
  const Error error = gate_error(IndexFolder("kb"), report, "gate.tsv");
  CHECK(error.code == ErrorCode::stopped);
  CHECK(error.message.find("fell from 1.000 in 000001 to 0.500") != std::string::npos);
  CHECK(error.message.find("query 1") == std::string::npos);
  CHECK(error.hint.find("callside-index publish --index kb 000002 --skip-gate") != std::string::npos);
}
