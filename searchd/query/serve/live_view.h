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

// The effect of live.json (live_state.h) on one generation: which documents are withdrawn, and which notices
// does a reader get? Immutable; thread-safe.
class LiveView {
 public:
  // Withdrawn ids that the generation does not have are ignored.
  static Result<std::shared_ptr<const LiveView>> make(const LiveState& state, const Snapshot& snapshot);

  // Another one for each view, so it also tells for which generation the view was made.
  std::uint64_t serial() const { return serial_; }
  bool is_withdrawn(std::uint32_t document) const { return withdrawn_.contains(document); }
  // Terms of the withdrawn articles, for excluding them in a query.
  const std::vector<std::string>& withdrawn_article_terms() const { return article_terms_; }
  const WithdrawnCounts& withdrawn_counts() const { return counts_; }
  // Numbers of the withdrawn articles, sorted.
  const std::vector<std::uint32_t>& withdrawn_articles() const { return articles_; }
  // The withdrawn tickets of a group's article.
  std::span<const std::uint32_t> withdrawn_tickets(std::uint32_t group) const;

  // Returns a view with one more ticket withdrawn, and with it the tickets of its article that have the same
  // question (ticket_words.h). Searching with it shows how the index answers a question that it has not seen.
  static Result<std::shared_ptr<const LiveView>> without_ticket(const LiveView& view,
                                                                const Snapshot& snapshot,
                                                                const std::string& id);

  // The notices for a reader at a moment, newest first. The caller must remove links to articles that the
  // reader may not see.
  std::vector<ShownNotice> notices(const StateRequest& request, const Access& access, Moment at) const;

 private:
  static std::uint64_t next_serial();
  void withdraw(const Generation& generation, std::span<const std::uint32_t> numbers);

  std::uint64_t serial_ = next_serial();
  std::vector<Notice> notices_;  // newest first
  std::unordered_set<std::uint32_t> withdrawn_;
  std::vector<std::string> article_terms_;
  WithdrawnCounts counts_;
  std::vector<std::uint32_t> articles_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> tickets_;  // by document group
};

}  // namespace callside
