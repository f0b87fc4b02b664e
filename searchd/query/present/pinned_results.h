#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "indexer/format/generation.h"
#include "searchd/query/present/collapse.h"
#include "searchd/query/rank/pins.h"
#include "searchd/query/reach/reach.h"
#include "searchd/query/retrieve/candidates.h"

namespace callside {

// Applies pins and "never for" rules (pins.h) before and after collapsing (collapse.h).

// Removes candidates whose article must never be suggested for the question, together with the article's
// tickets. Articles that the reader may not see keep their tickets.
void remove_never_for(const Pins::Matches& pins, const Generation& generation, const Reach& reach,
                      std::vector<Candidate>& ranked);

// Moves pinned articles to the front if the reader may see them and they pass the filters; adds those that
// the ranking did not find. Keeps at most SuggestRequest::limit results. `ranked`: the candidates that
// `results` were collapsed from. `weigh`: the weight of a document that the ranking did not find.
void apply_pins(const Pins::Matches& pins, const Generation& generation, const Reach& reach,
                const std::vector<Candidate>& ranked, const std::function<double(std::uint32_t)>& weigh,
                std::vector<Collapsed>& results);

}  // namespace callside
