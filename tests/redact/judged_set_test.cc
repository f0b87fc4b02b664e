#include "tests/redact/judged_set.h"

#include <initializer_list>
#include <iostream>

#include "tests/support/catch2.h"

namespace {

const std::filesystem::path kSet = std::filesystem::path(CALLSIDE_SOURCE_DIR) / "corpus/redaction";

struct Floor {
  const char* kind;
  double recall;
};

// The figures of indexer/redact/PRIVACY.md, rounded down: recall and precision of all, and the recall of
// kinds. A change may only raise them.
void check_part(const callside::test::Scores& scores, double recall, double precision,
                std::initializer_list<Floor> kinds) {
  CHECK(scores.all.recall() >= recall);
  CHECK(scores.all.precision() >= precision);
  for (const Floor& floor : kinds) {
    INFO(floor.kind);
    const auto kind = scores.by_kind.find(floor.kind);
    REQUIRE(kind != scores.by_kind.end());
    CHECK(kind->second.recall() >= floor.recall);
  }
}

}  // namespace

TEST_CASE("the judged set: dev, which was read while the detectors were written") {
  const auto scores = callside::test::score_judged_set(kSet, "-dev.jsonl");
  REQUIRE(scores.all.spans > 250);
  check_part(scores, 0.99, 0.99, {{"name", 0.99}, {"health", 0.99}, {"secret", 0.99}});
}

TEST_CASE("the judged set: later, which has been read since") {
  const auto scores = callside::test::score_judged_set(kSet, "-later.jsonl");
  REQUIRE(scores.all.spans > 550);
  REQUIRE(scores.traps > 500);
  check_part(scores, 0.94, 0.935,
             {{"name", 0.94}, {"health", 0.93}, {"secret", 0.90}, {"address", 0.95}, {"birth_date", 0.99}});
}

TEST_CASE("the judged set: test, which has not been read") {
  const auto scores = callside::test::score_judged_set(kSet, "-test.jsonl");
  REQUIRE(scores.all.spans > 300);
  check_part(scores, 0.91, 0.91,
             {{"name", 0.89},
              {"health", 0.85},
              {"secret", 0.72},
              {"address", 0.86},
              {"birth_date", 0.99},
              {"national_id", 0.89},
              {"telephone", 0.95},
              {"email", 0.99},
              {"card", 0.99},
              {"iban", 0.99},
              {"ip", 0.99},
              {"mac", 0.99}});
}

// Only on demand: test_redact "[figures]"
TEST_CASE("the judged set: figures", "[.figures]") {
  for (const char* half : {"-dev.jsonl", "-later.jsonl", "-test.jsonl"}) {
    std::cout << "*" << half << ": " << callside::test::table_of(callside::test::score_judged_set(kSet, half))
              << '\n';
  }
}
