#include "searchd/query/rank/ticket_weights.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace callside {

namespace {

// Exponent with which the weights of an article and its tickets are added up. At this value the sum is little
// more than the heaviest. RANKING.md, Tickets.
constexpr double kGroupPower = 8;

// The candidates of one document group.
struct GroupWeights {
  double article = 0;  // weight of the heaviest version
  double tickets = 0;  // sum of weights ^ kGroupPower
  Candidate* best = nullptr;
};

}  // namespace

bool weigh_tickets(const CallersEvidence& callers, const Reach& reach, const DocumentStore& store,
                   std::vector<Candidate>& candidates) {
  std::unordered_map<std::uint32_t, GroupWeights> groups;
  for (Candidate& one : candidates) {
    const StoredDocument document = store.document(one.document);
    const bool is_article = document.kind() == Kind::article;
    const double before = one.weight;
    one.weight *= callers.factor(is_article ? document.id() : document.article());
    one.by_tickets += one.weight - before;
    // An article that the reader may not see must not join its tickets.
    if (!is_article && !reach.has_article(store.group_of(one.document))) continue;
    GroupWeights& group = groups[store.group_of(one.document)];
    if (is_article) {
      group.article = std::max(group.article, one.weight);
    } else {
      group.tickets += std::pow(one.weight, kGroupPower);
    }
    if (group.best == nullptr || one.weight > group.best->weight) group.best = &one;
  }
  bool changed = callers.has_evidence();
  for (auto& [number, group] : groups) {
    if (group.tickets == 0) continue;
    changed = true;
    const double all = std::pow(std::pow(group.article, kGroupPower) + group.tickets, 1 / kGroupPower);
    group.best->by_tickets += all - group.best->weight;
    group.best->weight = all;
  }
  return changed;
}

}  // namespace callside
