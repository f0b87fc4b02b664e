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

// The quality gate asks a generation judged queries before it is published. It measures success@3, the share
// of queries with a wanted answer among the first three, which an agent sees without scrolling.

inline constexpr std::size_t kGateRank = 3;

struct GateRule {
  double min_success3 = 0.8;
  double max_drop = 0.02;  // largest drop of success@3 from the published generation, if there is one
};

// A query that is not answered among the first three.
struct GateMiss {
  JudgedQuery query;
  // Ranks of the first wanted answer, from 1; 0 if it is not among the first kDepth.
  std::size_t now = 0;
  std::size_t before = 0;
};

struct GateReport {
  std::string generation, before;  // `before` is the published one; empty if none could be asked
  std::size_t queries = 0;         // that have an answer
  double success3 = 0;
  std::size_t compared = 0;               // queries that both generations were asked
  std::optional<double> success3_before;  // over the compared queries; nullopt if there are none
  GateRule rule;
  std::vector<std::string> reasons;  // why the gate fails, one clause each; empty if it passes
  std::vector<GateMiss> missed;      // not answered in the top three, in the order of the file
  // The missed queries that `before` answered in the top three; all missed queries without a `before`.
  std::vector<GateMiss> fell;
  std::vector<std::string> missing;  // judged ids that the generation does not hold, sorted

  bool can_judge = true;  // false if there were too few queries, so that none was asked

  bool passed() const { return reasons.empty(); }
};

// Judges a generation. Queries that nothing answers are ignored. `before` is nullptr if nothing is published.
// Queries that it was not asked, such as tickets that it does not hold, do not count for the drop.
GateReport judge(const Evaluation& now, const Evaluation* before, const GateRule& rule);

// Asks the generations `name` and `before` of an index, with access to all documents valid on `day`, and
// judges them. A `before` that is missing or of another index version is ignored. At least one of `queries`
// must have an answer.
Result<GateReport> replay(const IndexFolder& folder, const std::string& name, const std::string& before,
                          const std::vector<JudgedQuery>& queries, const GateRule& rule,
                          const std::string& day);

// Like replay(), with at most `tickets` tickets of the generation as queries (ticket_queries.h). The drop is
// measured by those that `before` holds, too. The gate fails if there are fewer than kFewestGateTickets, or
// fewer than `tickets` if that is less: a gate that cannot judge must not pass.
Result<GateReport> replay_tickets(const IndexFolder& folder, const std::string& name,
                                  const std::string& before, std::size_t tickets, const GateRule& rule,
                                  const std::string& day);

// Returns the error for a generation that failed the gate. It never contains a query. `gate` is the file, or
// tickets:N.
Error gate_error(const IndexFolder& folder, const GateReport& report, const std::string& gate);

}  // namespace callside
