#include "searchd/query/present/passage_score.h"

namespace callside {

BestWindow best_window(std::span<const std::uint32_t> words, std::size_t most, const MatchTable& matches) {
  BestWindow best;
  best.size = std::min(words.size(), most);  // nothing matches: the beginning
  PassageScore score(matches);
  std::size_t first = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::uint32_t word = words[i];
    if ((word & kOverlayBit) == 0) ++count;
    for (; count > most; ++first) {
      if ((words[first] & kOverlayBit) == 0) --count;
      score.add(words[first], -1.0);
    }
    if (matches.find(word) == nullptr) continue;
    score.add(word, 1.0);
    if (score.value() > best.value + kSameValue) best = {first, i + 1 - first, score.value()};
  }
  return best;
}

}  // namespace callside
