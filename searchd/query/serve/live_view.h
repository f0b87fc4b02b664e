#pragma once

#include <xapian.h>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/format/live_state.h"
#include "searchd/query/reach/withdrawn_counts.h"
#include "searchd/query/serve/snapshot.h"
#include "searchd/query/suggester.h"

namespace callside {

// What editors say at once (live_state.h), as far as one generation is concerned: which of its documents are
// withdrawn, and which notices a reader gets. Immutable; any thread.
class LiveView {
 public:
  // Documents that the generation doesn't have are withdrawn all the same: once it has them.
  static Result<std::shared_ptr<const LiveView>> make(const LiveState& state, const Snapshot& snapshot);

  bool is_withdrawn(std::uint32_t document) const { return withdrawn_.contains(document); }
  // The terms that name the withdrawn documents, for leaving them out inside a query.
  const std::vector<std::string>& withdrawn_terms() const { return terms_; }
  const WithdrawnCounts& withdrawn_counts() const { return counts_; }
  // The numbers of the withdrawn articles, sorted.
  const std::vector<std::uint32_t>& withdrawn_articles() const { return articles_; }
  // Those of the withdrawn documents that are tickets of a group's article.
  std::span<const std::uint32_t> withdrawn_tickets(std::uint32_t group) const;

  // The same, with one ticket withdrawn besides, and those that the same article resolved and whose callers
  // said the same (ticket_words.h). What the index answers without it is what it would answer to a caller who
  // says it for the first time.
  static Result<std::shared_ptr<const LiveView>> without_ticket(const LiveView& view,
                                                                const Snapshot& snapshot,
                                                                const std::string& id);

  // The notices for this reader at this moment, the newest first. Their articles are named as they stand:
  // whether the reader may see them is for the caller to judge.
  std::vector<ShownNotice> notices(const StateRequest& request, const Access& access, Moment at) const;

 private:
  void withdraw(const Generation& generation, const Xapian::Database& database, std::uint32_t document);

  std::vector<Notice> notices_;  // newest first
  std::unordered_set<std::uint32_t> withdrawn_;
  std::vector<std::string> terms_;
  WithdrawnCounts counts_;
  std::vector<std::uint32_t> articles_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> tickets_;  // by group
};

}  // namespace callside
