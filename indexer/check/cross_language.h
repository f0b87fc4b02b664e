#pragma once

#include <cstdint>
#include <vector>

#include "indexer/check/facts.h"

namespace callside {

// What of an article stands alike in every language: numbers of two digits or more, codes, names in mixed or
// capital letters with digits, addresses. Hashes, sorted, each once.
std::vector<std::uint64_t> marks_of(const Document& article);

// Two articles under different ids that seem to be one article in two languages, without any dictionary.
struct CrossPair {
  std::uint32_t first = 0, second = 0;  // numbers of the articles; first < second
  double score = 0;
};
std::vector<CrossPair> same_in_other_languages(const std::vector<ArticleFacts>& articles);

}  // namespace callside
