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
                    const Eligible& eligible, const std::function<double(std::uint32_t)>& weigh,
                    std::vector<Collapsed>& results) {
  const DocumentStore& store = generation.store();
  std::vector<Collapsed> pinned;
  for (const Pins::Held::Pin& pin : held.pinned) {
    if (pinned.size() >= request.limit) break;
    if (std::binary_search(held.never.begin(), held.never.end(), pin.group)) continue;
    const std::uint32_t shown = preferred_version(pin.group, 0, generation, request, eligible);
    if (shown == 0) continue;
    const StoredDocument document = store.document(shown);
    const AccessClass& access = generation.manifest().classes[document.head().access_class];
    if (!passes(request.product, document.meta().product) || !passes(request.brand, access.brand)) continue;
    const auto found = std::find_if(results.begin(), results.end(), [&](const Collapsed& one) {
      return store.group_of(one.shown) == pin.group && store.document(one.shown).kind() == Kind::article;
    });
    if (found != results.end()) {
      pinned.push_back(*found);
      results.erase(found);
    } else {
      pinned.push_back({shown, shown, weigh(shown), 0, 0, false});
      pinned.back().was_found = false;
    }
    pinned.back().pin = pin.line;
  }
  results.insert(results.begin(), pinned.begin(), pinned.end());
  if (results.size() > request.limit) results.resize(request.limit);
}

}  // namespace callside
