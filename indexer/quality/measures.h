#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace callside {

// Measures of ranking quality. tools/eval uses the same formulas.

// The number of results that are measured.
inline constexpr std::size_t kDepth = 10;

// Returns the rank of `id` among the first kDepth distinct ids, from 1, or 0 if it is not among them.
std::size_t rank_of(const std::string& id, const std::vector<std::string>& answered);

// Returns the normalised discounted cumulative gain of the first kDepth distinct ids: gain 2^grade - 1,
// discount log2(rank + 1), relative to the best order of all graded ids. 0 if none is graded above 0.
double ndcg(const std::vector<std::string>& answered, const std::map<std::string, int>& grades);

// Returns the rank of the first id that is graded above 0, or 0 if there is none.
std::size_t first_wanted(const std::vector<std::string>& answered, const std::map<std::string, int>& grades);

// Means over queries; 0 without queries.
class Means {
 public:
  void add(const std::vector<std::string>& answered, const std::map<std::string, int>& grades);

  std::size_t count() const { return count_; }
  double ndcg10() const { return over_count(ndcg_); }
  // Returns the share of queries with a wanted id among the first `k`, at most kDepth.
  double success(std::size_t k) const;

 private:
  double over_count(double sum) const { return count_ == 0 ? 0.0 : sum / static_cast<double>(count_); }

  std::size_t count_ = 0;
  double ndcg_ = 0;
  std::map<std::size_t, std::size_t> first_;  // number of queries by the rank of their first wanted id
};

}  // namespace callside
