#include "indexer/assembly/learn/block_alignment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>

namespace callside {

namespace {

// Variance of a translation's length for each character of the source, and the probability of each way to
// pair blocks (Gale and Church 1993, tables 3 and 5).
constexpr double kVariance = 6.8;
struct Step {
  std::uint8_t source, target;
  double cost;  // -ln of its probability
};
constexpr std::array<Step, 5> kSteps{{{1, 1, 0.117}, {1, 0, 5.3}, {0, 1, 5.3}, {2, 1, 3.12}, {1, 2, 3.12}}};
// Costs of pairing blocks of different types, and for each code that only one side has. A heading is hardly
// ever translated as a list step.
constexpr double kOtherType = 5.0;
constexpr double kOtherCode = 2.0;
// Blocks considered on each side of the diagonal, at least, and the size of the largest table. Texts that
// need a larger one are too different to be paired.
constexpr std::size_t kMinBand = 32;
constexpr std::size_t kMaxCells = 4'000'000;

// Returns -ln of the probability that lengths differ by at least this much.
double length_cost(double source, double target, double ratio) {
  const double mean = (source * ratio + target) / 2;
  if (mean <= 0) return 0;
  const double delta = std::abs(target - source * ratio) / std::sqrt(mean * kVariance);
  return std::min(25.0, -std::log(std::max(1e-12, std::erfc(delta / std::sqrt(2.0)))));
}

class Aligner {
 public:
  Aligner(const std::vector<BlockShape>& source, const std::vector<BlockShape>& target, double ratio)
      : source_(source),
        target_(target),
        ratio_(ratio),
        band_(std::max(kMinBand, 2 * (std::max(source.size(), target.size()) -
                                      std::min(source.size(), target.size())))) {}

  std::vector<AlignedBlocks> align() {
    const std::size_t width = 2 * band_ + 1;
    if ((source_.size() + 1) > kMaxCells / width) return {};
    best_.assign((source_.size() + 1) * width, std::numeric_limits<double>::infinity());
    step_.assign(best_.size(), 0);
    *cell(0, 0) = 0;
    for (std::size_t i = 0; i <= source_.size(); ++i) {
      const std::size_t from = first(i), to = std::min(target_.size(), first(i) + width - 1);
      for (std::size_t j = from; j <= to; ++j) reach(i, j);
    }
    return trace();
  }

 private:
  // First target block of row `i` of the table.
  std::size_t first(std::size_t i) const {
    const std::size_t middle = i * target_.size() / std::max<std::size_t>(1, source_.size());
    return middle > band_ ? middle - band_ : 0;
  }
  double* cell(std::size_t i, std::size_t j) {
    const std::size_t width = 2 * band_ + 1;
    if (j < first(i) || j - first(i) >= width) return nullptr;
    return &best_[i * width + j - first(i)];
  }
  void reach(std::size_t i, std::size_t j) {
    double* here = cell(i, j);
    for (std::size_t s = 0; s < kSteps.size(); ++s) {
      const Step& step = kSteps[s];
      if (i < step.source || j < step.target) continue;
      const double* before = cell(i - step.source, j - step.target);
      if (before == nullptr || std::isinf(*before)) continue;
      const double cost = *before + step.cost + cost_of(i, j, step);
      if (cost >= *here) continue;
      *here = cost;
      step_[static_cast<std::size_t>(here - best_.data())] = static_cast<std::uint8_t>(s);
    }
  }
  double cost_of(std::size_t i, std::size_t j, const Step& step) const {
    if (step.source == 0 || step.target == 0) return 0;
    double source = 0, target = 0, cost = 0;
    std::vector<std::uint32_t> codes[2];
    for (std::size_t k = i - step.source; k < i; ++k) {
      source += source_[k].length;
      codes[0].insert(codes[0].end(), source_[k].codes.begin(), source_[k].codes.end());
      if (source_[k].type != target_[j - 1].type) cost += kOtherType;
    }
    for (std::size_t k = j - step.target; k < j; ++k) {
      target += target_[k].length;
      codes[1].insert(codes[1].end(), target_[k].codes.begin(), target_[k].codes.end());
      if (k + 1 < j && target_[k].type != source_[i - 1].type) cost += kOtherType;
    }
    for (auto& list : codes) std::sort(list.begin(), list.end());
    std::vector<std::uint32_t> differing;
    std::set_symmetric_difference(codes[0].begin(), codes[0].end(), codes[1].begin(), codes[1].end(),
                                  std::back_inserter(differing));
    return cost + length_cost(source, target, ratio_) +
           kOtherCode * static_cast<double>(std::min<std::size_t>(differing.size(), 5));
  }
  std::vector<AlignedBlocks> trace() {
    std::vector<AlignedBlocks> pairs;
    std::size_t i = source_.size(), j = target_.size();
    if (cell(i, j) == nullptr || std::isinf(*cell(i, j))) return pairs;
    while (i > 0 || j > 0) {
      const Step& step = kSteps[step_[static_cast<std::size_t>(cell(i, j) - best_.data())]];
      if (step.source > 0 && step.target > 0) {
        pairs.push_back({static_cast<std::uint32_t>(i - step.source), static_cast<std::uint32_t>(i),
                         static_cast<std::uint32_t>(j - step.target), static_cast<std::uint32_t>(j)});
      }
      i -= step.source;
      j -= step.target;
    }
    std::reverse(pairs.begin(), pairs.end());
    return pairs;
  }

  const std::vector<BlockShape>& source_;
  const std::vector<BlockShape>& target_;
  const double ratio_;
  const std::size_t band_;
  std::vector<double> best_;        // lowest cost, by source block and place in the band
  std::vector<std::uint8_t> step_;  // index of the last step in kSteps, for the same cells
};

bool same_types(const std::vector<BlockShape>& source, const std::vector<BlockShape>& target) {
  return std::equal(source.begin(), source.end(), target.begin(), target.end(),
                    [](const BlockShape& a, const BlockShape& b) { return a.type == b.type; });
}

}  // namespace

std::vector<AlignedBlocks> align_blocks(const std::vector<BlockShape>& source,
                                        const std::vector<BlockShape>& target, double ratio) {
  if (same_types(source, target)) {
    std::vector<AlignedBlocks> pairs;
    for (std::uint32_t i = 0; i < source.size(); ++i) pairs.push_back({i, i + 1, i, i + 1});
    return pairs;
  }
  return Aligner(source, target, ratio).align();
}

}  // namespace callside
