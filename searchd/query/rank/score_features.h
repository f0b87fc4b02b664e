#pragma once

#include <span>

#include "indexer/format/score_features.h"
#include "searchd/query/rank/readings.h"

namespace callside {

// Suggestions whose weights tell how certain the first one is. An answer looks for as many, however few it
// shows.
inline constexpr std::size_t kScoredSuggestions = 5;

// Returns the features by which a suggestion's certainty is judged. `weights`: of the suggestions, heaviest
// first; of these, the suggestion has the first, whose document is `matched` and whose BM25F weight `bm25f`.
// `reading`: by which it was found. `by_tickets`: Readings::Found::by_tickets. `documents`: that exist for
// the reader.
ScoreFeatures score_features(const StoredDocument& matched, double bm25f, const Readings& readings,
                             std::size_t reading, std::span<const double> weights, double by_tickets,
                             double documents);

}  // namespace callside
