#include "indexer/quality/gate.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <tuple>
#include <utility>

#include "indexer/quality/ticket_queries.h"
#include "searchd/query/engine.h"

namespace callside {

namespace {

// Shares that differ by less are equal: in binary, 0.85 of 20 queries is not exactly 17 of 20.
constexpr double kRounding = 1e-9;

std::string share_text(double share) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3f", share);
  return text.data();
}

bool is_within(std::size_t rank) { return rank != 0 && rank <= kGateRank; }

Result<Evaluation> ask(const IndexFolder& folder, const std::string& name,
                       const std::vector<JudgedQuery>& queries, const std::string& day) {
  CALLSIDE_ASSIGN(const Manifest manifest, read_manifest(folder.generation(name) / kManifestFile));
  EngineOptions options;
  options.generation = name;
  options.held_out =
      std::any_of(queries.begin(), queries.end(), [](const JudgedQuery& one) { return !one.ticket.empty(); });
  CALLSIDE_ASSIGN(const std::unique_ptr<Suggester> suggester, open_engine(folder.root(), std::move(options)));
  return evaluate(*suggester, queries, access_to_all(manifest), day);
}

// Identifies a query: text, language, ticket.
using QueryName = std::tuple<std::string, std::string, std::string>;
QueryName name_of(const JudgedQuery& query) { return {query.text, query.lang, query.ticket}; }

// Returns the rank of each query's first wanted answer.
std::map<QueryName, std::size_t> ranks_of(const Evaluation& evaluation) {
  std::map<QueryName, std::size_t> ranks;
  for (const Answered& one : evaluation.answers) {
    if (!one.query.off_topic()) ranks[name_of(one.query)] = first_wanted(one.ids, one.query.grades);
  }
  return ranks;
}

}  // namespace

GateReport judge(const Evaluation& now, const Evaluation* before, const GateRule& rule) {
  GateReport report;
  report.generation = now.generation;
  report.rule = rule;
  report.queries = now.all.count();
  report.success3 = now.all.success(kGateRank);
  report.missing = now.missing;
  std::map<QueryName, std::size_t> ranks_before;
  if (before != nullptr) {
    report.before = before->generation;
    ranks_before = ranks_of(*before);
  }
  std::size_t within = 0, within_before = 0;  // of the compared queries
  for (const Answered& answered : now.answers) {
    if (answered.query.off_topic()) continue;
    const std::size_t rank = first_wanted(answered.ids, answered.query.grades);
    const auto was = ranks_before.find(name_of(answered.query));
    const std::size_t rank_before = was == ranks_before.end() ? 0 : was->second;
    if (was != ranks_before.end()) {
      ++report.compared;
      within += is_within(rank) ? 1U : 0U;
      within_before += is_within(rank_before) ? 1U : 0U;
    }
    if (is_within(rank)) continue;
    report.missed.push_back({answered.query, rank, rank_before});
    if (before == nullptr || is_within(rank_before)) report.fell.push_back(report.missed.back());
  }
  if (report.success3 < rule.min_success3 - kRounding) {
    report.reasons.push_back(share_text(report.success3) +
                             " of the judged queries are answered in the top three, and the gate requires " +
                             share_text(rule.min_success3));
  }
  if (report.compared == 0) return report;
  const auto share = [&](std::size_t count) {
    return static_cast<double>(count) / static_cast<double>(report.compared);
  };
  report.success3_before = share(within_before);
  if (*report.success3_before - share(within) > rule.max_drop + kRounding) {
    report.reasons.push_back("the share answered in the top three fell from " +
                             share_text(*report.success3_before) + " in " + report.before + " to " +
                             share_text(share(within)) + ", and the gate allows a drop of " +
                             share_text(rule.max_drop));
  }
  return report;
}

Result<GateReport> replay(const IndexFolder& folder, const std::string& name, const std::string& before,
                          const std::vector<JudgedQuery>& queries, const GateRule& rule,
                          const std::string& day) {
  CALLSIDE_ASSIGN(const Evaluation now, ask(folder, name, queries, day));
  if (before.empty() || before == name) return judge(now, nullptr, rule);
  const auto was = [&]() -> Result<Evaluation> {
    CALLSIDE_ASSIGN(const std::vector<JudgedQuery> comparable, comparable_queries(folder, before, queries));
    return ask(folder, before, comparable, day);
  }();
  if (was) return judge(now, &*was, rule);
  const ErrorCode why = was.error().code;
  if (why == ErrorCode::old_index || why == ErrorCode::not_found) return judge(now, nullptr, rule);
  return tl::unexpected<Error>(was.error());
}

Result<GateReport> replay_tickets(const IndexFolder& folder, const std::string& name,
                                  const std::string& before, std::size_t tickets, const GateRule& rule,
                                  const std::string& day) {
  CALLSIDE_ASSIGN(const std::vector<JudgedQuery> queries, ticket_queries(folder, name, tickets, day));
  const std::size_t fewest = std::min(tickets, kFewestGateTickets);
  if (queries.size() >= fewest) return replay(folder, name, before, queries, rule, day);
  GateReport report;
  report.generation = name;
  report.rule = rule;
  report.queries = queries.size();
  report.can_judge = false;
  report.reasons.push_back(
      "it holds " + std::to_string(queries.size()) + (queries.size() == 1 ? " ticket" : " tickets") +
      " with the article that resolved them, and the gate needs at least " + std::to_string(fewest));
  return report;
}

Error gate_error(const IndexFolder& folder, const GateReport& report, const std::string& gate) {
  std::string reasons;
  for (const std::string& one : report.reasons) reasons += (reasons.empty() ? "" : "; ") + one;
  const std::string publish =
      "callside-index publish --index " + folder.root().string() + " " + report.generation + " --skip-gate";
  return {
      ErrorCode::stopped,
      "not published: generation " + report.generation + " does not pass the gate " + gate + ": " + reasons,
      report.can_judge
          ? "check the queries listed above, and fix the articles or the judgements; to publish anyway: " +
                publish
          : "name a file of judged queries with --gate FILE, or publish without a gate: " + publish};
}

}  // namespace callside
