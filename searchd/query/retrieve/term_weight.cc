#include "searchd/query/retrieve/term_weight.h"

#include <algorithm>
#include <cmath>

namespace callside {

namespace {

// Weights of bigrams, and of joined words, whole codes and other overlays, relative to a word. RANKING.md,
// Word weights.
constexpr double kBigramShare = 0.2;
constexpr double kOverlayShare = 0.3;

}  // namespace

double rarity(double frequency, double documents) {
  const double n = std::min(frequency, documents);
  return std::log(1.0 + (documents - n + 0.5) / (n + 0.5));
}

double share_of(const QueryWord& word) {
  if (word.kind == SegmentKind::bigram) return kBigramShare;
  return word.overlay ? kOverlayShare : 1.0;
}

}  // namespace callside
