#include "searchd/query/pinned_results.h"

#include <algorithm>
#include <string>
#include <utility>

namespace callside {

namespace {

// Whether a filter for products or brands lets a document pass; one without any always does.
bool passes(const std::vector<std::string>& wanted, const std::vector<std::string>& has) {
  return wanted.empty() || has.empty() || std::any_of(has.begin(), has.end(), [&](const std::string& one) {
           return std::find(wanted.begin(), wanted.end(), one) != wanted.end();
         });
}

// Whether the request's filters, which stand inside the query for what the ranking finds, let it pass.
bool is_asked_for(const StoredDocument& document, const Manifest& manifest, const SuggestRequest& request) {
  return passes(request.product, document.meta().product) &&
         passes(request.brand, manifest.classes[document.head().access_class].brand);
}

}  // namespace

void leave_out_never(const Pins::Held& held, const Generation& generation, const SuggestRequest& request,
                     const Eligible& eligible, std::vector<Candidate>& ranked) {
  if (held.never.empty()) return;
  std::erase_if(ranked, [&](const Candidate& one) {
    const std::uint32_t group = generation.store().group_of(one.document);
    return std::binary_search(held.never.begin(), held.never.end(), group) &&
           preferred_version(group, one.document, generation, request, eligible) != 0;
  });
}

void put_pins_first(const Pins::Held& held, const Generation& generation, const SuggestRequest& request,
                    const Eligible& eligible, const std::vector<Candidate>& ranked,
                    const std::function<double(std::uint32_t)>& weigh, std::vector<Collapsed>& results) {
  const DocumentStore& store = generation.store();
  std::vector<Collapsed> pinned;
  for (const Pins::Held::Pin& pin : held.pinned) {
    if (pinned.size() >= request.limit) break;
    if (std::binary_search(held.never.begin(), held.never.end(), pin.group)) continue;
    const auto is_of_pin = [&](std::uint32_t document) { return store.group_of(document) == pin.group; };
    const auto found = std::find_if(ranked.begin(), ranked.end(),
                                    [&](const Candidate& one) { return is_of_pin(one.document); });
    const bool was_found = found != ranked.end();
    const std::uint32_t shown =
        preferred_version(pin.group, was_found ? found->document : 0, generation, request, eligible);
    if (shown == 0 || !is_asked_for(store.document(shown), generation.manifest(), request)) continue;
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
  if (results.size() > request.limit) results.resize(request.limit);
}

}  // namespace callside
