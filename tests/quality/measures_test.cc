#include <cmath>

#include "indexer/quality/measures.h"
#include "tests/support/catch2.h"

using namespace callside;

namespace {

using Ids = std::vector<std::string>;
using Grades = std::map<std::string, int>;

}  // namespace

TEST_CASE("nDCG equals values computed by hand") {
  const Grades grades{{"best", 3}, {"good", 2}, {"fair", 1}, {"none", 0}};
  // Gains 7, 3, 1; discounts 1, log2(3), 2, log2(5), ...
  const double ideal = 7 + 3 / std::log2(3.0) + 1 / 2.0;
  CHECK(ideal == Approx(9.392789));
  CHECK(ndcg({"best", "good", "fair"}, grades) == Approx(1));
  CHECK(ndcg({"best", "x", "good", "none", "fair"}, grades) ==
        Approx((7 + 3 / 2.0 + 1 / std::log2(6.0)) / ideal));
  CHECK(ndcg({"x", "best"}, grades) == Approx(7 / std::log2(3.0) / ideal));
  CHECK(ndcg({"none"}, grades) == 0);
  CHECK(ndcg({}, grades) == 0);
  CHECK(ndcg({"best"}, {{"best", 1}}) == Approx(1));
  CHECK(ndcg({"best"}, {}) == 0);
}

TEST_CASE("the first ten distinct results count") {
  Ids ids{"a", "b", "c", "d", "e", "f", "g", "h", "i", "wanted", "late"};
  CHECK(rank_of("wanted", ids) == 10);
  CHECK(rank_of("late", ids) == 0);
  CHECK(ndcg(ids, {{"late", 3}}) == 0);
  CHECK(ndcg(ids, {{"wanted", 3}}) == Approx(1 / std::log2(11.0)));
  // An article and a ticket with the same id.
  ids.insert(ids.begin(), "b");
  CHECK(rank_of("b", ids) == 1);
  CHECK(rank_of("a", ids) == 2);
  CHECK(rank_of("wanted", ids) == 10);
  CHECK(ndcg({"b", "b"}, {{"b", 2}}) == Approx(1));
}

TEST_CASE("the ideal order of more than ten wanted ids holds the ten best") {
  Grades grades;
  Ids ids;
  for (int i = 0; i < 12; ++i) {
    ids.push_back("id" + std::to_string(i));
    grades[ids.back()] = i < 10 ? 2 : 1;
  }
  CHECK(ndcg(ids, grades) == Approx(1));
}

TEST_CASE("success counts queries by the rank of their first wanted result") {
  const Grades grades{{"a", 1}, {"b", 3}, {"no", 0}};
  CHECK(first_wanted({"no", "x", "a", "b"}, grades) == 3);
  CHECK(first_wanted({"no", "x"}, grades) == 0);
  Means means;
  CHECK(means.ndcg10() == 0);
  CHECK(means.success(5) == 0);
  means.add({"b"}, grades);
  means.add({"no", "x", "a"}, grades);
  means.add({"1", "2", "3", "4", "a"}, grades);
  means.add({}, grades);
  CHECK(means.count() == 4);
  CHECK(means.success(1) == Approx(0.25));
  CHECK(means.success(3) == Approx(0.5));
  CHECK(means.success(5) == Approx(0.75));
  const double ideal = 7 + 1 / std::log2(3.0);
  CHECK(means.ndcg10() == Approx((7 + 1 / 2.0 + 1 / std::log2(6.0)) / ideal / 4));
}
