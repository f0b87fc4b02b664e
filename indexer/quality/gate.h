#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"
#include "indexer/quality/evaluation.h"

namespace callside {

// Whether a generation answers well enough to be published: judged queries are asked of it before anybody
// else asks. What counts is success@3, the share of queries with a wanted answer among the first three, which
// are those that an agent sees without scrolling.

inline constexpr std::size_t kGateRank = 3;

struct GateRule {
  double min_success3 = 0.8;
  double max_drop = 0.02;  // of success@3 against what is published; judged only where something is
};

// A query that the gate names. Ranks from 1; 0: not among the first kDepth.
struct GateMiss {
  JudgedQuery query;
  std::size_t now = 0;
  std::size_t before = 0;
};

struct GateReport {
  std::string generation, before;  // before: the published one; empty: none that could be asked
  std::size_t queries = 0;         // that have an answer
  double success3 = 0;
  std::size_t compared = 0;               // queries that both were asked
  std::optional<double> success3_before;  // over these; none: there are none
  GateRule rule;
  std::vector<std::string> reasons;  // why it falls short, a clause each; empty: it passed
  std::vector<GateMiss> missed;      // not answered within three; in the order of the file
  std::vector<GateMiss> fell;  // of them, those that were before; all, where nothing was published before
  std::vector<std::string> missing;  // ids that the generation does not hold, sorted

  bool can_judge = true;  // false: there was too little to judge by, and nothing was asked

  bool passed() const { return reasons.empty(); }
};

// Queries that say "nothing answers this" have no part in it. `before`: nullptr where nothing is published;
// what it was not asked (tickets that it didn't have yet) has no part in the fall.
GateReport judge(const Evaluation& now, const Evaluation* before, const GateRule& rule);

// Asks the generations `name` and `before` of an index, by what is valid on `day`, with access to all. A
// `before` that this program cannot read (it is of another version) is none. `queries`: at least one has an
// answer.
Result<GateReport> replay(const IndexFolder& folder, const std::string& name, const std::string& before,
                          const std::vector<JudgedQuery>& queries, const GateRule& rule,
                          const std::string& day);

// The same by at most `tickets` tickets of the generation (ticket_queries.h); those of them that `before`
// has, too, tell how far it fell. Fewer than kFewestGateTickets, or than were asked for, do not pass: a gate
// that can't judge is no reason to publish.
Result<GateReport> replay_tickets(const IndexFolder& folder, const std::string& name,
                                  const std::string& before, std::size_t tickets, const GateRule& rule,
                                  const std::string& day);

// What keeps such a generation from being published. Never holds a query.
// `gate`: the file, or tickets:N.
Error gate_error(const IndexFolder& folder, const GateReport& report, const std::string& gate);

}  // namespace callside
