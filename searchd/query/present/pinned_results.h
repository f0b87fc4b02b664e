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

// What pins and "never for" (pins.h) do to an answer, around its third step (collapse.h).

// Leaves out candidates whose article is never for the question. A ticket goes with an article that the
// reader may see.
void leave_out_never(const Pins::Held& held, const Generation& generation, const Reach& reach,
                     std::vector<Candidate>& ranked);

// Puts what is pinned first, as far as the reader may see it, it is valid, and it is asked for; at most
// SuggestRequest::limit results stay. `ranked`: what `results` were collapsed from. `weigh`: what a document
// weighs that the ranking did not find.
void put_pins_first(const Pins::Held& held, const Generation& generation, const Reach& reach,
                    const std::vector<Candidate>& ranked, const std::function<double(std::uint32_t)>& weigh,
                    std::vector<Collapsed>& results);

}  // namespace callside
