#include "tests/redact/judged_set.h"

#include <catch2/catch.hpp>
#include <iostream>

namespace {

const std::filesystem::path kSet = std::filesystem::path(CALLSIDE_SOURCE_DIR) / "corpus/redaction";

}  // namespace

// The floors are just under what is reached (indexer/redact/PRIVACY.md). A change may only raise them.
TEST_CASE("the judged set: what the detectors were written with") {
  const auto scores = callside::test::score_judged_set(kSet, "-dev.jsonl");
  REQUIRE(scores.all.spans > 250);
  CHECK(scores.all.recall() >= 0.99);
  CHECK(scores.all.precision() >= 0.99);
}

TEST_CASE("the judged set: what they were not written with") {
  const auto scores = callside::test::score_judged_set(kSet, "-test.jsonl");
  REQUIRE(scores.all.spans > 300);
  CHECK(scores.all.recall() >= 0.91);
  CHECK(scores.all.precision() >= 0.91);
}

// On demand: test_redact "[figures]"
TEST_CASE("the judged set: its figures", "[.figures]") {
  for (const char* half : {"-dev.jsonl", "-test.jsonl"}) {
    std::cout << "*" << half << ": " << callside::test::table_of(callside::test::score_judged_set(kSet, half))
              << '\n';
  }
}
