#pragma once

#include <string>
#include <vector>

#include "indexer/assembly/bar_hashes.h"
#include "indexer/publish/forget/forget_request.h"

namespace callside {

// The bars that result from a request to forget.
struct BarPlan {
  BarList list;            // existing bars, then new ones
  std::vector<Bar> named;  // bars of everything that the request names, including existing ones
  // For each document or subject that the request names, its hashes. An id of unknown kind has two: as an
  // article and as a ticket.
  std::vector<std::vector<std::string>> hashes;
};

// Looks up, in all kept generations, the kind of each id and the tickets about each person. These tickets are
// also barred by their ids, since a later export may lack the reference. An id that no generation has is
// barred as both kinds, unless it is already barred as one of them. Usage errors: an id without a kind that
// both an article and a ticket have; a receipt of another index; an id of invalid length. `today`: days since
// 1970-01-01.
Result<BarPlan> plan_bars(const IndexFolder& folder, const ForgetRequest& request, const BarHashes& hashes,
                          BarList list, std::int32_t today);

}  // namespace callside
