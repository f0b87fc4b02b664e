#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "searchd/query/rank/ranking.h"
#include "searchd/query/understand/question.h"

namespace callside {

// How much of the question's weight a stretch of a document holds. Words are added and taken away as the
// stretch moves; each further occurrence of a word adds less.
class PassageScore {
 public:
  explicit PassageScore(const MatchTable& matches) : matches_(matches) {}

  // `worth` below 1: a word that stands beside the stretch, in its heading. Negative: takes it away.
  void add(std::uint32_t word, double worth) {
    if (const MatchTable::Match* match = matches_.find(word)) add_group(match->group, worth);
  }
  // Counted first: the usual word of a question stands in a passage often, and weighing it once is enough.
  void add(std::span<const std::uint32_t> words, double worth) {
    std::array<double, kMostGroups> more{};
    for (const std::uint32_t word : words) {
      if (const MatchTable::Match* match = matches_.find(word)) more[match->group] += worth;
    }
    for (std::size_t group = 0; group < more.size(); ++group) {
      if (more[group] > 0) add_group(group, more[group]);
    }
  }
  void add_group(std::size_t group, double worth) {
    counts_[group] += worth;
    const double before = worths_[group];
    worths_[group] = std::min(1.0, counts_[group]) + kRepeat * std::log2(std::max(1.0, counts_[group]));
    value_ += matches_.weight(group) * (worths_[group] - before);
  }
  double value() const { return value_; }

 private:
  static constexpr double kRepeat = 0.25;

  const MatchTable& matches_;
  std::array<double, kMostGroups> counts_{};
  std::array<double, kMostGroups> worths_{};
  double value_ = 0;
};

// Words without those that lie over others.
inline std::size_t count_words(std::span<const std::uint32_t> words) {
  return static_cast<std::size_t>(std::count_if(
      words.begin(), words.end(), [](std::uint32_t word) { return (word & kOverlayBit) == 0; }));
}

// The stretch of at most so many words that holds most; the first of
// equals.
struct BestWindow {
  std::size_t first = 0;  // of the words
  std::size_t size = 0;
  double value = 0;
};
BestWindow best_window(std::span<const std::uint32_t> words, std::size_t most, const MatchTable& matches);

// Values that differ by less are equal: they were summed in another order.
inline constexpr double kSameValue = 1e-6;

}  // namespace callside
