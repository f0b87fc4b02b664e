#include "indexer/quality/gate.h"

#include <array>
#include <cstdio>
#include <memory>
#include <utility>

#include "searchd/query/engine.h"

namespace callside {

namespace {

// Shares that differ by less are the same: 0.85 of 20 queries is not quite 17 of 20 in binary.
constexpr double kSame = 1e-9;

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
  CALLSIDE_ASSIGN(const std::unique_ptr<Suggester> suggester, open_engine(folder.root(), std::move(options)));
  return evaluate(*suggester, queries, access_to_all(manifest), day);
}

}  // namespace

GateReport judge(const Evaluation& now, const Evaluation* before, const GateRule& rule) {
  GateReport report;
  report.generation = now.generation;
  report.rule = rule;
  report.queries = now.all.count();
  report.success3 = now.all.success(kGateRank);
  report.missing = now.missing;
  if (before != nullptr) {
    report.before = before->generation;
    report.success3_before = before->all.success(kGateRank);
  }
  for (std::size_t i = 0; i < now.answers.size(); ++i) {
    const Answered& answered = now.answers[i];
    if (answered.query.off_topic()) continue;
    const std::size_t rank = first_wanted(answered.ids, answered.query.grades);
    if (is_within(rank)) continue;
    const std::size_t was =
        before == nullptr ? 0 : first_wanted(before->answers[i].ids, before->answers[i].query.grades);
    report.missed.push_back({answered.query, rank, was});
    if (before == nullptr || is_within(was)) report.fell.push_back(report.missed.back());
  }
  if (report.success3 < rule.min_success3 - kSame) {
    report.reasons.push_back(share_text(report.success3) +
                             " of the judged queries are answered within three, and the gate wants " +
                             share_text(rule.min_success3));
  }
  if (report.success3_before && *report.success3_before - report.success3 > rule.max_drop + kSame) {
    report.reasons.push_back("that share fell from " + share_text(*report.success3_before) + " in " +
                             report.before + " to " + share_text(report.success3) +
                             ", and the gate allows a fall of " + share_text(rule.max_drop));
  }
  return report;
}

Result<GateReport> replay(const IndexFolder& folder, const std::string& name, const std::string& before,
                          const std::vector<JudgedQuery>& queries, const GateRule& rule,
                          const std::string& day) {
  CALLSIDE_ASSIGN(const Evaluation now, ask(folder, name, queries, day));
  if (before.empty() || before == name) return judge(now, nullptr, rule);
  auto was = ask(folder, before, queries, day);
  if (was) return judge(now, &*was, rule);
  const ErrorCode why = was.error().code;
  if (why == ErrorCode::old_index || why == ErrorCode::not_found) return judge(now, nullptr, rule);
  return tl::unexpected<Error>(std::move(was).error());
}

Error gate_error(const IndexFolder& folder, const GateReport& report,
                 const std::filesystem::path& judgements) {
  std::string reasons;
  for (const std::string& one : report.reasons) reasons += (reasons.empty() ? "" : "; ") + one;
  return {ErrorCode::stopped,
          "not published: generation " + report.generation + " does not pass the gate " +
              judgements.string() + ": " + reasons,
          "look at the queries named above, and mend the articles or the judgements; if it is meant: "
          "callside-index publish --index " +
              folder.root().string() + " " + report.generation + " --skip-gate"};
}

}  // namespace callside
