#include "indexer/quality/measures.h"

#include <algorithm>
#include <cmath>

namespace callside {

namespace {

double gain(int grade, std::size_t rank) {
  return (std::exp2(grade) - 1.0) / std::log2(static_cast<double>(rank) + 1.0);
}

// Returns the first kDepth distinct ids. An article and a ticket may share an id; the better rank counts.
std::vector<std::string> first_distinct(const std::vector<std::string>& answered) {
  std::vector<std::string> ids;
  for (const std::string& id : answered) {
    if (ids.size() == kDepth) break;
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

int grade_of(const std::string& id, const std::map<std::string, int>& grades) {
  const auto at = grades.find(id);
  return at == grades.end() ? 0 : at->second;
}

}  // namespace

std::size_t rank_of(const std::string& id, const std::vector<std::string>& answered) {
  const std::vector<std::string> ids = first_distinct(answered);
  const auto at = std::find(ids.begin(), ids.end(), id);
  return at == ids.end() ? 0 : static_cast<std::size_t>(at - ids.begin()) + 1;
}

double ndcg(const std::vector<std::string>& answered, const std::map<std::string, int>& grades) {
  std::vector<int> best;
  for (const auto& [id, grade] : grades) best.push_back(grade);
  std::sort(best.rbegin(), best.rend());
  double ideal = 0;
  for (std::size_t i = 0; i < std::min(best.size(), kDepth); ++i) ideal += gain(best[i], i + 1);
  if (ideal <= 0) return 0;
  double sum = 0;
  std::size_t rank = 0;
  for (const std::string& id : first_distinct(answered)) sum += gain(grade_of(id, grades), ++rank);
  return sum / ideal;
}

std::size_t first_wanted(const std::vector<std::string>& answered, const std::map<std::string, int>& grades) {
  std::size_t rank = 0;
  for (const std::string& id : first_distinct(answered)) {
    ++rank;
    if (grade_of(id, grades) > 0) return rank;
  }
  return 0;
}

void Means::add(const std::vector<std::string>& answered, const std::map<std::string, int>& grades) {
  ++count_;
  ndcg_ += ndcg(answered, grades);
  ++first_[first_wanted(answered, grades)];
}

double Means::success(std::size_t k) const {
  std::size_t found = 0;
  for (const auto& [rank, queries] : first_) {
    if (rank >= 1 && rank <= k) found += queries;
  }
  return over_count(static_cast<double>(found));
}

}  // namespace callside
