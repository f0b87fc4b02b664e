#include "searchd/query/reach/filter_table.h"

#include <set>

#include "indexer/format/live_state.h"
#include "searchd/query/reach/reach.h"
#include "tests/support/catch2.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;

TEST_CASE("tickets of a group are numbered together, so that a search for its reader skips the others") {
  std::vector<Document> documents;
  for (int i = 0; i < 9000; ++i) {
    documents.push_back(ticket("t" + std::to_string(i), i % 2 == 0 ? "en" : "de", "Portal",
                               "portal " + std::to_string(i), "done", ""));
    documents.back().audience = {i % 10 == 0 ? "tier-1" : "tier-2"};
  }
  const TemporaryFolder folder;
  const IndexFolder index(folder.path() / "kb");
  REQUIRE(build_index(index.root(), documents));
  const auto snapshot = Snapshot::open(index, "000001", false);
  REQUIRE(snapshot);
  const auto live = LiveView::make(LiveState{}, **snapshot);
  REQUIRE(live);
  Access access;
  access.audiences = {"tier-1"};
  access.all_brands = true;
  const SuggestRequest request;
  const Reach reach(**snapshot, **live, access, request);
  const FilterTable& filters = (*snapshot)->filters();
  const std::uint32_t last = (*snapshot)->generation().store().size();
  int ranges = 0, with_tickets = 0, found = 0;
  for (std::uint32_t range = 0; range * FilterTable::kRange <= last; ++range) {
    const std::uint32_t begin = range * FilterTable::kRange;
    std::set<FilterTable::Kind> kinds;
    bool finds = false;
    for (std::uint32_t number = std::max(begin, 1U); number < begin + FilterTable::kRange && number <= last;
         ++number) {
      kinds.insert({filters[number].access_class, filters[number].language_tag});
      finds = finds || reach.finds_ticket(number);
      found += reach.finds_ticket(number) ? 1 : 0;
    }
    INFO("range " << range);
    const auto known = filters.kinds_in(range);
    CHECK(kinds == std::set<FilterTable::Kind>(known.begin(), known.end()));
    CHECK(kinds.size() == known.size());
    CHECK(reach.finds_tickets_in(begin, begin + FilterTable::kRange) == finds);
    ++ranges;
    with_tickets += finds ? 1 : 0;
  }
  CHECK(ranges == 3);
  CHECK(with_tickets == 1);
  CHECK(found == 900);
  CHECK(filters.kinds_in(3).empty());
}
