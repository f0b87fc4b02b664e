#include "searchd/query/collapse.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "indexer/analysis/language.h"
#include "indexer/base/day.h"

namespace callside {

Eligible::Eligible(const Generation& generation, const SuggestRequest& request,
                   const std::vector<bool>& visible_classes, const LiveView& live)
    : store_(generation.store()), visible_classes_(visible_classes), request_(request), live_(live) {
  for (const std::string& tag : generation.manifest().language_tags) {
    tags_.push_back(request.only_lang.empty() ||
                    std::any_of(request.only_lang.begin(), request.only_lang.end(),
                                [&](const std::string& want) { return language_meets(want, tag); }));
  }
  const auto day = parse_day(request.today);
  today_ = day ? *day : today();
}

bool Eligible::operator()(std::uint32_t number) const {
  const StoredDocument document = store_.document(number);
  const StoredDocument::Head& head = document.head();
  return may_see(number) && tags_[head.language_tag] && is_valid_today(number) &&
         document.confidence() != Confidence::archived &&
         (!request_.kind || *request_.kind == document.kind());
}

bool Eligible::may_see(std::uint32_t number) const {
  return !live_.is_withdrawn(number) && visible_classes_[store_.document(number).head().access_class];
}

bool Eligible::is_valid_today(std::uint32_t number) const {
  const StoredDocument::Head& head = store_.document(number).head();
  return head.valid_from <= today_ && today_ <= head.valid_until;
}

std::uint32_t preferred_version(std::uint32_t group, std::uint32_t matched, const Generation& generation,
                                const SuggestRequest& request, const Eligible& eligible) {
  const DocumentStore& store = generation.store();
  const std::vector<std::string>& tags = generation.manifest().language_tags;
  std::uint32_t best = 0;
  std::size_t best_rank = 0;
  for (const std::uint32_t number : store.group(group)) {
    const StoredDocument document = store.document(number);
    if (document.kind() != Kind::article || !eligible(number)) continue;
    const std::size_t rank = language_rank(request.lang, tags[document.head().language_tag]);
    // Of versions that are liked alike, the one that matched.
    if (best == 0 || rank < best_rank || (rank == best_rank && number == matched)) {
      best = number;
      best_rank = rank;
    }
  }
  return best;
}

std::vector<Collapsed> collapse(const std::vector<Candidate>& ranked, const Generation& generation,
                                const SuggestRequest& request, const Eligible& eligible) {
  std::vector<Collapsed> results;
  std::unordered_set<std::uint32_t> articles;  // groups that an article stands for already
  for (const Candidate& candidate : ranked) {
    if (results.size() >= request.limit) break;
    const std::uint32_t group = generation.store().group_of(candidate.document);
    const std::uint32_t article = preferred_version(group, candidate.document, generation, request, eligible);
    // A ticket whose article the reader may not see stands for itself.
    const std::uint32_t show = article != 0 ? article : candidate.document;
    if (article == 0 || articles.insert(group).second)
      results.push_back({show, candidate.document, candidate.weight, candidate.bm25f, candidate.reading,
                         candidate.blended, candidate.by_tickets, 0, true});
  }
  return results;
}

}  // namespace callside
