#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "indexer/format/generation.h"
#include "searchd/query/reach/reach.h"
#include "searchd/query/retrieve/candidates.h"

namespace callside {

// The third step of an answer: an article's versions, and the tickets that it resolved, become one result.
// Its rank is that of the best of them; shown is the version that the reader prefers among those that they
// may see and ask for. Beside an article stay the nearest of its tickets; a ticket that says the same as one
// that is there already (ticket_words.h) is only counted.

// The most tickets that are given with an article.
inline constexpr std::size_t kNearestTickets = 3;

// A ticket that was folded into its article.
struct FoldedTicket {
  std::uint32_t document = 0;
  std::size_t reading = 0;  // of the question, that it answers best
  std::size_t similar = 0;  // further tickets of the article among the candidates whose callers said the same
};

struct Collapsed {
  std::uint32_t shown = 0;    // document that is shown
  std::uint32_t matched = 0;  // document that gave the rank
  double weight = 0;
  double bm25f = 0;         // of it
  std::size_t reading = 0;  // of the question, that it answers best (readings.h)
  bool blended = false;     // the weight is that of several readings
  double by_tickets = 0;    // part of the weight
  std::size_t pin = 0;      // line of the editors' file that puts it first (pins.h); 0: none does
  bool was_found = true;    // by the ranking
  std::size_t similar = 0;  // of a ticket: further ones among the candidates that say the same
  std::vector<FoldedTicket> tickets = {};  // of an article: the heaviest, no two alike
};

// The version of the group's article that the reader prefers among those that they ask for, of equals
// `matched`; 0: there is none.
std::uint32_t preferred_version(std::uint32_t group, std::uint32_t matched, const Generation& generation,
                                const Reach& reach);

// `ranked`: candidates, heaviest first. At most SuggestRequest::limit results.
std::vector<Collapsed> collapse(const std::vector<Candidate>& ranked, const Generation& generation,
                                const Reach& reach);

}  // namespace callside
