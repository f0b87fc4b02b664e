#pragma once

#include <cstdint>
#include <vector>

#include "indexer/check/facts.h"

namespace callside {

// Two articles in one language with the same or nearly the same text.
struct NearPair {
  std::uint32_t first = 0, second = 0;  // numbers of the articles, in the order of the sources
  double resemblance = 0;               // 1 if the texts are identical
};

// Pairs each article with the earlier one that it resembles most, if they are similar enough: four similar
// articles give three pairs. Archived articles are skipped. Candidates are found by banding the sketches (A.
// Rajaraman and J. Ullman, "Mining of Massive Datasets", 3.4), which misses one in ten thousand pairs with a
// resemblance of 0.9.
std::vector<NearPair> near_duplicates(const std::vector<ArticleFacts>& articles);

}  // namespace callside
