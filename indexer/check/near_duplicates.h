#pragma once

#include <cstdint>
#include <vector>

#include "indexer/check/facts.h"

namespace callside {

// Two articles of one language with the same text, or nearly.
struct NearPair {
  std::uint32_t first = 0, second = 0;  // numbers of the articles, in the order of the sources
  double resemblance = 0;               // 1: the same text
};

// For each article the one before it that it resembles most, where that is enough: of four that are alike,
// three are named. Articles that are archived are passed over. Near ones are found by bands of their sketches
// (A. Rajaraman and J. Ullman, "Mining of Massive Datasets", 3.4): of pairs that resemble each other by 0.9,
// one in ten thousand is missed.
std::vector<NearPair> near_duplicates(const std::vector<ArticleFacts>& articles);

}  // namespace callside
