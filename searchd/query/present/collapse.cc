#include "searchd/query/present/collapse.h"

#include <algorithm>
#include <unordered_map>

#include "indexer/analysis/language.h"
#include "searchd/query/present/ticket_words.h"

namespace callside {

std::uint32_t preferred_version(std::uint32_t group, std::uint32_t matched, const Generation& generation,
                                const Reach& reach) {
  const DocumentStore& store = generation.store();
  const std::vector<std::string>& tags = generation.manifest().language_tags;
  std::uint32_t best = 0;
  std::size_t best_rank = 0;
  for (const std::uint32_t number : store.versions(group)) {
    if (!reach.shows(number)) continue;
    const std::size_t rank =
        language_rank(reach.request().lang, tags[store.document(number).head().language_tag]);
    // Among equally preferred versions, the one that matched.
    if (best == 0 || rank < best_rank || (rank == best_rank && number == matched)) {
      best = number;
      best_rank = rank;
    }
  }
  return best;
}

namespace {

// Candidates among which duplicate tickets of an article are counted. RANKING.md, Collapse.
constexpr std::size_t kMaxCompared = 100;

// Builds the results candidate by candidate, with the words of their tickets for finding duplicates.
class Folding {
 public:
  Folding(const Generation& generation, const Reach& reach) : generation_(generation), reach_(reach) {}

  void add(const Candidate& candidate) {
    ++seen_;
    // Only tickets are still folded into results, or counted.
    if (is_full() && kind_of(candidate) == Kind::article) return;
    // Xapian has applied the filters already. If the store disagrees, one of them is damaged, so show
    // nothing.
    if (!reach_.shows(candidate.document)) return;
    const std::uint32_t group = generation_.store().group_of(candidate.document);
    auto at = articles_.find(group);
    if (at == articles_.end()) {
      const std::uint32_t article = preferred_version(group, candidate.document, generation_, reach_);
      // A ticket whose article the reader may not see is a result of its own.
      if (article == 0) return add_alone(candidate);
      if (is_full()) return;
      at = articles_.emplace(group, results_.size()).first;
      push(article, candidate);
    }
    if (kind_of(candidate) == Kind::ticket) fold(candidate, at->second);
  }

  std::vector<Collapsed> take() { return std::move(results_); }

 private:
  Kind kind_of(const Candidate& candidate) const {
    return generation_.store().document(candidate.document).kind();
  }
  TicketWords words_of(const Candidate& candidate) const {
    return TicketWords(generation_.store().document(candidate.document));
  }
  bool is_full() const { return results_.size() >= reach_.request().limit; }

  void push(std::uint32_t show, const Candidate& candidate) {
    results_.push_back({show, candidate.document, candidate.weight, candidate.bm25f, candidate.reading,
                        candidate.blended, candidate.by_tickets, candidate.share});
    words_.emplace_back();
  }

  void add_alone(const Candidate& candidate) {
    if (kind_of(candidate) != Kind::ticket) {
      if (!is_full()) push(candidate.document, candidate);
      return;
    }
    TicketWords words = words_of(candidate);
    for (const std::size_t at : alone_) {
      if (!words.is_duplicate(words_[at].front())) continue;
      ++results_[at].similar;
      return;
    }
    if (is_full()) return;
    alone_.push_back(results_.size());
    push(candidate.document, candidate);
    words_.back().push_back(std::move(words));
  }

  void fold(const Candidate& ticket, std::size_t into) {
    std::vector<FoldedTicket>& tickets = results_[into].tickets;
    std::vector<TicketWords>& known = words_[into];
    if (tickets.size() >= kNearestTickets && seen_ > kMaxCompared) return;
    TicketWords words = words_of(ticket);
    for (std::size_t i = 0; i < known.size(); ++i) {
      if (!words.same_question(known[i])) continue;
      ++tickets[i].similar;
      return;
    }
    if (tickets.size() >= kNearestTickets) return;
    tickets.push_back({ticket.document, ticket.reading});
    known.push_back(std::move(words));
  }

  const Generation& generation_;
  const Reach& reach_;
  std::size_t seen_ = 0;
  std::vector<Collapsed> results_;
  std::vector<std::vector<TicketWords>> words_;  // per result: words of its tickets; for a ticket, its own
  std::unordered_map<std::uint32_t, std::size_t> articles_;  // index of the result, by document group
  std::vector<std::size_t> alone_;                           // results that are tickets
};

}  // namespace

std::vector<Collapsed> collapse(const std::vector<Candidate>& ranked, const Generation& generation,
                                const Reach& reach) {
  Folding folding(generation, reach);
  for (const Candidate& candidate : ranked) folding.add(candidate);
  return folding.take();
}

}  // namespace callside
