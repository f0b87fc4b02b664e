#pragma once

#include <xapian.h>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "searchd/query/reach/reach.h"
#include "searchd/query/reach/untranslated.h"
#include "searchd/query/retrieve/words_query.h"

namespace callside {

// Finds the articles with the highest weights, by Xapian. Functions throw Xapian's exceptions.

using WeighedArticles = std::vector<std::pair<std::uint32_t, double>>;  // document and weight

// The `count` heaviest articles that the request may see, heaviest first; equal weights by number. `among`:
// only those, unless it is nullptr.
WeighedArticles find_articles(const Xapian::Database& database, const WordsQuery& query, const Reach& reach,
                              std::size_t count, const Untranslated* among);
// Weighs the given articles, which the request may see. Leaves out those that weigh nothing.
WeighedArticles weigh_articles(const Xapian::Database& database, const WordsQuery& query,
                               std::span<const std::uint32_t> articles);

// Returns the articles with any of the terms that the request may see, by number.
std::vector<std::uint32_t> articles_with(const Xapian::Database& database,
                                         const std::vector<std::string>& terms, const Reach& reach);

}  // namespace callside
