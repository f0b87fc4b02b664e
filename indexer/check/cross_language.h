#pragma once

#include <cstdint>
#include <vector>

#include "indexer/check/facts.h"

namespace callside {

// Returns the hashes of an article's tokens that look the same in every language, sorted and without
// duplicates: numbers of two digits or more, codes, names in mixed or capital letters, URLs.
std::vector<std::uint64_t> neutral_tokens_of(const Document& article);

// Two articles with different ids that seem to be one article in two languages. Found by their
// language-neutral tokens, without a dictionary.
struct CrossPair {
  std::uint32_t first = 0, second = 0;  // numbers of the articles; first < second
  double score = 0;
};
std::vector<CrossPair> same_in_other_languages(const std::vector<ArticleFacts>& articles);

}  // namespace callside
