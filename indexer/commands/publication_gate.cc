#include "indexer/commands/publication_gate.h"

#include <algorithm>
#include <iostream>
#include <utility>

#include "indexer/base/day.h"
#include "indexer/commands/judged_queries.h"
#include "indexer/commands/terminal/terminal.h"
#include "indexer/config/config.h"
#include "indexer/config/gate_tickets.h"
#include "indexer/format/index_timezone.h"
#include "indexer/format/manifest.h"

namespace callside {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Queries that the text report lists.
constexpr std::size_t kMaxListedQueries = 20;

json rank_value(std::size_t rank) { return rank == 0 ? json() : json(rank); }

json to_json_value(const std::vector<GateMiss>& misses) {
  json out = json::array();
  for (const GateMiss& miss : misses) {
    json wanted = json::array();
    for (const auto& [id, grade] : miss.query.grades) {
      if (grade > 0) wanted.push_back(id);
    }
    out.push_back({{"lang", miss.query.lang},
                   {"wanted", wanted},
                   {"before", rank_value(miss.before)},
                   {"now", rank_value(miss.now)}});
    // A ticket's question holds a customer's words, so only its id is reported.
    if (miss.query.ticket.empty()) {
      out.back()["query"] = miss.query.text;
    } else {
      out.back()["ticket"] = miss.query.ticket;
    }
  }
  return out;
}

std::string place_text(std::size_t rank) {
  return rank == 0 ? "not among the first " + std::to_string(kDepth) : "in place " + std::to_string(rank);
}

void print_miss(const GateMiss& miss) {
  std::string wanted;
  for (const auto& [id, grade] : miss.query.grades) {
    if (grade > 0) wanted += (wanted.empty() ? "" : " or ") + id;
  }
  std::cerr << "  " << (miss.query.ticket.empty() ? miss.query.text : "ticket " + miss.query.ticket) << "  ["
            << miss.query.lang << "]  " << wanted << " is " << place_text(miss.now);
  if (miss.before != 0) std::cerr << ", was " << place_text(miss.before);
  std::cerr << '\n';
}

}  // namespace

void add_gate_options(CLI::App& command, GateArguments& arguments) {
  CLI::Option* gate =
      command
          .add_option(
              "--gate", arguments.file,
              "Judged queries, as for eval; a generation that answers them too badly is not published "
              "(exit 4). tickets:N instead of FILE: use N tickets of the index, each hidden while its "
              "question is asked")
          ->type_name("FILE");
  const GateRule rule;
  const CLI::Range share(0.0, 1.0, "0 to 1");
  const auto brackets = [](double value) { return " [" + json(value).dump() + "]"; };
  command
      .add_option("--min-success3", arguments.min_success3,
                  "Share of the gate's queries that must be answered within the first three results" +
                      brackets(rule.min_success3))
      ->check(share)
      ->type_name("SHARE");
  command
      .add_option(
          "--max-drop", arguments.max_drop,
          "How far that share may fall below that of the published generation" + brackets(rule.max_drop))
      ->check(share)
      ->type_name("SHARE");
  command.add_flag("--skip-gate", arguments.skip, "Publish without running the gate; the log records it")
      ->excludes(gate);
}

struct Gatekeeper::State {
  GateArguments arguments;
  fs::path index;
  std::string config;  // set by for_staged()
  bool is_read = false;
  std::string gate;         // the file, or tickets:N; empty if there is no gate
  std::size_t tickets = 0;  // number of tickets to use instead of `queries`; 0: use `queries`
  std::vector<JudgedQuery> queries;
  GateRule rule;
  std::optional<GateReport> report;

  Result<void> read(const std::optional<DailyWork::Gate>& declared);
  Result<void> read_of(const std::string& generation);
  Result<GateVerdict> ask(const std::string& name, const std::string& before);
};

Result<void> Gatekeeper::State::read(const std::optional<DailyWork::Gate>& declared) {
  is_read = true;
  fs::path judgements = arguments.file;
  CALLSIDE_ASSIGN(tickets, gate_tickets(arguments.file));
  if (arguments.file.empty() && declared) {
    judgements = declared->judgements.path;
    tickets = declared->tickets;
  }
  gate = tickets > 0 ? "tickets:" + std::to_string(tickets) : judgements.string();
  if (declared && declared->min_success3) rule.min_success3 = *declared->min_success3;
  if (declared && declared->max_drop) rule.max_drop = *declared->max_drop;
  if (arguments.min_success3) rule.min_success3 = *arguments.min_success3;
  if (arguments.max_drop) rule.max_drop = *arguments.max_drop;
  if (gate.empty()) {
    if (!arguments.min_success3 && !arguments.max_drop) return ok();
    return fail(ErrorCode::usage,
                std::string(arguments.min_success3 ? "--min-success3" : "--max-drop") +
                    " needs a gate, but there is none",
                "name one with --gate FILE or --gate tickets:200, or declare it in callside.yaml: gate: "
                "{file: gate.tsv}");
  }
  if (arguments.skip || tickets > 0) return ok();
  CALLSIDE_ASSIGN(Judgements read, read_judged_queries(judgements));
  queries = std::move(read.queries);
  if (std::all_of(queries.begin(), queries.end(), [](const JudgedQuery& one) { return one.off_topic(); })) {
    return fail(ErrorCode::invalid_input, judgements.string() + " has no query with a relevant answer",
                "add lines with an id and a grade of 1 to 3");
  }
  return ok();
}

// Finds the configuration as `update` does.
Result<void> Gatekeeper::State::read_of(const std::string& generation) {
  CALLSIDE_ASSIGN(const Manifest manifest,
                  read_manifest(IndexFolder(index).generation(generation) / kManifestFile));
  std::optional<fs::path> named;
  if (!manifest.reading.config.empty()) named = manifest.reading.config;
  if (!config.empty()) named = config;
  std::vector<fs::path> sources;
  for (const Manifest::Source& source : manifest.sources) sources.emplace_back(source.path);
  auto found = find_config(named, sources);
  if (!found && found.error().code == ErrorCode::not_found)
    found.error().hint = "it may declare a gate: pass its new path as --config FILE, or use --skip-gate";
  CALLSIDE_TRY(found);
  return read(found->daily.gate);
}

Result<GateVerdict> Gatekeeper::State::ask(const std::string& name, const std::string& before) {
  if (!is_read) CALLSIDE_TRY(read_of(name));
  if (gate.empty()) return GateVerdict{};
  const IndexFolder folder(index);
  CALLSIDE_ASSIGN(const Manifest manifest, read_manifest(folder.generation(name) / kManifestFile));
  CALLSIDE_ASSIGN(const TimeZone zone, timezone_of(manifest));
  const std::string day = format_day(zone.today());
  CALLSIDE_ASSIGN(report, tickets > 0 ? replay_tickets(folder, name, before, tickets, rule, day)
                                      : replay(folder, name, before, queries, rule, day));
  if (report->passed()) return GateVerdict{true, std::nullopt};
  return GateVerdict{true, gate_error(folder, *report, gate)};
}

Result<Gatekeeper> Gatekeeper::prepare(const GateArguments& arguments,
                                       const std::optional<DailyWork::Gate>& declared,
                                       const fs::path& index) {
  auto state = std::make_shared<State>();
  state->arguments = arguments;
  state->index = index;
  CALLSIDE_TRY(state->read(declared));
  return Gatekeeper(std::move(state));
}

Gatekeeper Gatekeeper::for_staged(const GateArguments& arguments, const std::string& config,
                                  const fs::path& index) {
  auto state = std::make_shared<State>();
  state->arguments = arguments;
  state->index = index;
  state->config = config;
  return Gatekeeper(std::move(state));
}

GateOptions Gatekeeper::options() const {
  // Before it is read, the configuration of for_staged() may still declare a gate.
  if (state_->is_read && state_->gate.empty()) return {};
  if (state_->arguments.skip) return {nullptr, true};
  return {[state = state_](const std::string& name, const std::string& before) {
            return state->ask(name, before);
          },
          false};
}

void Gatekeeper::add_json(json& report) const {
  report["gate"] = nullptr;
  if (!state_->report) return;
  const GateReport& gate = *state_->report;
  report["gate"] = {{"file", state_->gate},
                    {"passed", gate.passed()},
                    {"reasons", gate.reasons},
                    {"queries", gate.queries},
                    {"success3", gate.success3},
                    {"compared", gate.compared},
                    {"success3_before", gate.success3_before ? json(*gate.success3_before) : json()},
                    {"min_success3", gate.rule.min_success3},
                    {"max_drop", gate.rule.max_drop},
                    {"fell", to_json_value(gate.fell)},
                    {"missed", to_json_value(gate.missed)},
                    {"missing_ids", gate.missing}};
}

void Gatekeeper::print(bool quiet) const {
  if (!state_->report) return;
  const GateReport& gate = *state_->report;
  if (gate.passed()) {
    if (quiet) return;
    std::cout << "  gate        passed: " << grouped(gate.queries - gate.missed.size()) << " of "
              << grouped(gate.queries) << (state_->tickets > 0 ? " tickets' questions" : " questions")
              << " are answered within the first three results\n";
    return;
  }
  if (!gate.can_judge) return;
  const bool fell = gate.success3_before && !gate.fell.empty();
  const std::vector<GateMiss>& misses = fell ? gate.fell : gate.missed;
  std::cerr << (fell
                    ? "answered within the first three results by generation " + gate.before + ", but not by "
                    : "not answered within the first three results by generation ")
            << gate.generation << ":\n";
  for (std::size_t i = 0; i < std::min(misses.size(), kMaxListedQueries); ++i) print_miss(misses[i]);
  if (misses.size() > kMaxListedQueries)
    std::cerr << "  and " << grouped(misses.size() - kMaxListedQueries) << " more; --json lists them all\n";
  for (const std::string& id : gate.missing) {
    std::cerr << "  the index has no " << id << " (was it renamed or removed?)\n";
  }
}

}  // namespace callside
