#pragma once

#include <string>
#include <vector>

#include "indexer/assembly/bar_hashes.h"
#include "indexer/publish/forget/forget_request.h"

namespace callside {

// What a request to forget comes to.
struct BarPlan {
  BarList list;            // all bars: those there are, then the new ones
  std::vector<Bar> named;  // what the request names, also where it is barred already
  // Hashes of each thing that was named; where an id may be an article's or a ticket's, both.
  std::vector<std::vector<std::string>> things;
};

// Looks in all kept generations which kind an id is of, and which tickets are about a person: these are
// barred by their ids, too, since an export may lose the reference. An id that no generation has is barred as
// both kinds, unless it is barred as one already. Usage errors: an id that both an article and a ticket have,
// without a kind; a receipt of another index; an id that no document can have.
Result<BarPlan> plan_bars(const IndexFolder& folder, const ForgetRequest& request, const BarHashes& hashes,
                          BarList list, std::int32_t today);

}  // namespace callside
