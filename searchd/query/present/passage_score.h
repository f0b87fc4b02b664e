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

// Weight of the question's words in a stretch of a document, updated as the stretch moves. Each further
// occurrence of a word adds less.
class PassageScore {
 public:
  explicit PassageScore(const MatchTable& matches) : matches_(matches) {}

  // `worth` below 1: the word is next to the stretch, in its heading. Negative: removes it.
  void add(std::uint32_t word, double worth) {
    if (const MatchTable::Match* match = matches_.find(word)) add_query_word(match->word, worth);
  }
  // Counts first and weighs each query word once, because common words occur often in a passage.
  void add(std::span<const std::uint32_t> words, double worth) {
    std::array<double, kMaxQueryWords> more{};
    for (const std::uint32_t word : words) {
      if (const MatchTable::Match* match = matches_.find(word)) more[match->word] += worth;
    }
    for (std::size_t number = 0; number < more.size(); ++number) {
      if (more[number] > 0) add_query_word(number, more[number]);
    }
  }
  void add_query_word(std::size_t number, double worth) {
    counts_[number] += worth;
    const double before = worths_[number];
    worths_[number] = std::min(1.0, counts_[number]) + kRepeat * std::log2(std::max(1.0, counts_[number]));
    value_ += matches_.weight(number) * (worths_[number] - before);
  }
  double value() const { return value_; }

 private:
  // Weight of doubling a word's occurrences, relative to the first. RANKING.md, Passages.
  static constexpr double kRepeat = 0.25;

  const MatchTable& matches_;
  std::array<double, kMaxQueryWords> counts_{};
  std::array<double, kMaxQueryWords> worths_{};
  double value_ = 0;
};

// Number of words without overlays.
inline std::size_t count_words(std::span<const std::uint32_t> words) {
  return static_cast<std::size_t>(std::count_if(
      words.begin(), words.end(), [](std::uint32_t word) { return (word & kOverlayBit) == 0; }));
}

// The stretch of at most `most` words with the highest value; of equals, the first.
struct BestWindow {
  std::size_t first = 0;  // index of the first word
  std::size_t size = 0;
  double value = 0;
};
BestWindow best_window(std::span<const std::uint32_t> words, std::size_t most, const MatchTable& matches);

// Values that differ by less are equal: they were summed in another order.
inline constexpr double kSameValue = 1e-6;

}  // namespace callside
