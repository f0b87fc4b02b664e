#include "searchd/query/present/pinned_results.h"

#include <algorithm>
#include <utility>

namespace callside {

void remove_never_for(const Pins::Matches& pins, const Generation& generation, const Reach& reach,
                      std::vector<Candidate>& ranked) {
  if (pins.never_for.empty()) return;
  std::erase_if(ranked, [&](const Candidate& one) {
    const std::uint32_t group = generation.store().group_of(one.document);
    return std::binary_search(pins.never_for.begin(), pins.never_for.end(), group) &&
           reach.has_article(group);
  });
}

void apply_pins(const Pins::Matches& pins, const Generation& generation, const Reach& reach,
                const std::vector<Candidate>& ranked, const std::function<double(std::uint32_t)>& weigh,
                std::vector<Collapsed>& results) {
  const DocumentStore& store = generation.store();
  const std::size_t limit = reach.request().limit;
  std::vector<Collapsed> pinned;
  for (const Pins::Matches::Pin& pin : pins.pinned) {
    if (pinned.size() >= limit) break;
    if (std::binary_search(pins.never_for.begin(), pins.never_for.end(), pin.group)) continue;
    const auto is_of_pin = [&](std::uint32_t document) { return store.group_of(document) == pin.group; };
    const auto found = std::find_if(ranked.begin(), ranked.end(),
                                    [&](const Candidate& one) { return is_of_pin(one.document); });
    const bool was_found = found != ranked.end();
    const std::uint32_t shown =
        preferred_version(pin.group, was_found ? found->document : 0, generation, reach);
    if (shown == 0) continue;
    // A reader who may see the article has at most one result of its group.
    const auto known = std::find_if(results.begin(), results.end(),
                                    [&](const Collapsed& one) { return is_of_pin(one.shown); });
    Collapsed result;
    if (known != results.end()) {
      result = std::move(*known);
      results.erase(known);
    } else if (was_found) {
      result = {shown,          found->document, found->weight,     found->bm25f,
                found->reading, found->blended,  found->by_tickets, found->share};
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
