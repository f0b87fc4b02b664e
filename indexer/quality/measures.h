#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace callside {

// How good a ranking is. tools/eval measures by the same formulas.

// Results that are looked at.
inline constexpr std::size_t kDepth = 10;

// The place of `id` among the first kDepth different ids, from 1; 0: it is not there.
std::size_t rank_of(const std::string& id, const std::vector<std::string>& answered);

// Normalised discounted cumulative gain of the first kDepth different ids: gain 2^grade - 1, discount
// log2(rank + 1), against the best order of all graded ids. 0 where none is graded above 0.
double ndcg(const std::vector<std::string>& answered, const std::map<std::string, int>& grades);

// The place of the first id that is graded above 0; 0: there is none.
std::size_t first_wanted(const std::vector<std::string>& answered, const std::map<std::string, int>& grades);

// Means over queries; 0 where there is none.
class Means {
 public:
  void add(const std::vector<std::string>& answered, const std::map<std::string, int>& grades);

  std::size_t count() const { return count_; }
  double ndcg10() const { return over_count(ndcg_); }
  // The share of queries with a wanted id among the first `k`, which is 1, 3 or 5.
  double success(std::size_t k) const;

 private:
  double over_count(double sum) const { return count_ == 0 ? 0.0 : sum / static_cast<double>(count_); }

  std::size_t count_ = 0;
  double ndcg_ = 0;
  std::map<std::size_t, std::size_t> first_;  // queries by the place of their first wanted id
};

}  // namespace callside
