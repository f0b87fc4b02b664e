#include "searchd/query/present/pinned_results.h"

#include <algorithm>
#include <utility>

namespace callside {

void leave_out_never(const Pins::Held& held, const Generation& generation, const Reach& reach,
                     std::vector<Candidate>& ranked) {
  if (held.never.empty()) return;
  std::erase_if(ranked, [&](const Candidate& one) {
    const std::uint32_t group = generation.store().group_of(one.document);
    return std::binary_search(held.never.begin(), held.never.end(), group) && reach.has_article(group);
  });
}

void put_pins_first(const Pins::Held& held, const Generation& generation, const Reach& reach,
                    const std::vector<Candidate>& ranked, const std::function<double(std::uint32_t)>& weigh,
                    std::vector<Collapsed>& results) {
  const DocumentStore& store = generation.store();
  const std::size_t limit = reach.request().limit;
  std::vector<Collapsed> pinned;
  for (const Pins::Held::Pin& pin : held.pinned) {
    if (pinned.size() >= limit) break;
    if (std::binary_search(held.never.begin(), held.never.end(), pin.group)) continue;
    const auto is_of_pin = [&](std::uint32_t document) { return store.group_of(document) == pin.group; };
    const auto found = std::find_if(ranked.begin(), ranked.end(),
                                    [&](const Candidate& one) { return is_of_pin(one.document); });
    const bool was_found = found != ranked.end();
    const std::uint32_t shown =
        preferred_version(pin.group, was_found ? found->document : 0, generation, reach);
    if (shown == 0) continue;
    // A reader who may see the article has one result of its group.
    const auto known = std::find_if(results.begin(), results.end(),
                                    [&](const Collapsed& one) { return is_of_pin(one.shown); });
    Collapsed result;
    if (known != results.end()) {
      result = std::move(*known);
      results.erase(known);
    } else if (was_found) {
      result = {shown,          found->document, found->weight,    found->bm25f,
                found->reading, found->blended,  found->by_tickets};
    } else {
      result.shown = result.matched = shown;
      result.weight = weigh(shown);
      result.was_found = false;
    }
    result.pin = pin.line;
    pinned.push_back(std::move(result));
  }
  results.insert(results.begin(), pinned.begin(), pinned.end());
  if (results.size() > limit) results.resize(limit);
}

}  // namespace callside
