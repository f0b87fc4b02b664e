#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "indexer/format/ticket_index.h"
#include "searchd/query/retrieve/words_query.h"

namespace callside {

// Finds the tickets with the highest weights.
//
// Document numbers are divided into windows whose weights fit into a processor's first-level cache. In each,
// the clauses are added one after the other, list by list. The highest frequencies of the blocks that reach
// into a window bound what its documents can weigh; a window in which none can weigh more than the lightest
// one kept so far is skipped (Ding and Suel 2011). A ticket has words of one language, so each language has
// bounds of its own, and its lists are skipped by themselves. The result is the same as if every posting were
// read.
//
// A weight is a sum of multiples of kTicketWeightStep, so it does not depend on the order in which it is
// added. RANKING.md, What a search costs. One thread.
class TicketSearch {
 public:
  struct Match {
    std::uint32_t document = 0;
    double weight = 0;
  };
  // Returns true if a document may be found. Asked only for documents that are heavy enough.
  using Accept = std::function<bool(std::uint32_t document)>;
  // Returns false if no document in [begin, end) may be found. Asked before their postings are read.
  using AcceptAny = std::function<bool(std::uint32_t begin, std::uint32_t end)>;
  // Returns false to stop the search. Asked before each window that is read, which takes some microseconds.
  using GoOn = std::function<bool()>;

  // `last`: the highest document number. `tickets` must outlive this object.
  TicketSearch(const TicketIndex& tickets, std::uint32_t last, const WordsQuery& query);
  ~TicketSearch();

  // Returns the `count` heaviest tickets, heaviest first; equal weights by number. If it was stopped, those
  // among the tickets with lower numbers. Call it once.
  std::vector<Match> find(
      std::size_t count, const Accept& accept,
      const AcceptAny& accept_any = [](std::uint32_t, std::uint32_t) { return true; },
      const GoOn& go_on = [] { return true; });
  // Weighs the given documents, sorted by number. Leaves out those that weigh nothing. Call it once.
  std::vector<Match> weigh(std::span<const std::uint32_t> documents);

 private:
  struct Clause;
  struct Conjunction;
  class Window;

  std::uint32_t last_;
  std::vector<Conjunction> all_;
  std::size_t languages_ = 0;  // of the terms, and one for all other tickets
};

inline constexpr double kTicketWeightStep = 1.0 / (1 << 16);

}  // namespace callside
