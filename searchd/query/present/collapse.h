#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "indexer/format/generation.h"
#include "searchd/query/reach/reach.h"
#include "searchd/query/retrieve/candidates.h"

namespace callside {

// Turns ranked candidates into results: which version is shown, and with which tickets?
// The language versions of an article and the tickets that it resolved become one result. The result has the
// rank of its best candidate and shows the version that the reader prefers among those that pass the filters.
// An article keeps its best-matching tickets; a ticket with the same question as one of these
// (ticket_words.h) is only counted. RANKING.md, Collapse.

// Tickets shown with an article, at most.
inline constexpr std::size_t kNearestTickets = 3;

// A ticket shown under its article.
struct FoldedTicket {
  std::uint32_t document = 0;
  std::size_t reading = 0;  // index of the reading that it matches best (readings.h)
  std::size_t similar = 0;  // other candidates among the article's tickets with the same question
};

struct Collapsed {
  std::uint32_t shown = 0;    // document that is shown
  std::uint32_t matched = 0;  // document that gave the rank
  double weight = 0;
  double bm25f = 0;         // of `matched`
  std::size_t reading = 0;  // index of the reading that it matches best (readings.h)
  bool blended = false;     // the weight combines several readings
  double by_tickets = 0;    // part of the weight that tickets contributed
  double share = 1;         // factor that its language and translation contributed to the weight
  std::size_t pin = 0;      // line of the pin in the editors' file (pins.h); 0: not pinned
  bool was_found = true;    // by the ranking, not only by a pin
  std::size_t similar = 0;  // for a ticket: other candidates with the same question and resolution
  std::vector<FoldedTicket> tickets = {};  // for an article: the heaviest tickets, without duplicates
};

// The version of the group's article that the reader prefers among those that pass the filters; of equals,
// `matched`. Returns 0 if there is none.
std::uint32_t preferred_version(std::uint32_t group, std::uint32_t matched, const Generation& generation,
                                const Reach& reach);

// `ranked`: candidates, heaviest first. Returns at most SuggestRequest::limit results.
std::vector<Collapsed> collapse(const std::vector<Candidate>& ranked, const Generation& generation,
                                const Reach& reach);

}  // namespace callside
