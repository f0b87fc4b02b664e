#include <iomanip>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "indexer/base/day.h"
#include "indexer/base/moment.h"
#include "indexer/commands/command.h"
#include "indexer/commands/judged_queries.h"
#include "indexer/format/index_folder.h"
#include "indexer/quality/last_run.h"
#include "searchd/query/engine.h"

namespace callside {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

struct EvalArguments {
  fs::path index;
  fs::path judgements;
  std::string at;
  Output output;
};

// A run, its comparison with the last one, and warnings about what failed beside the measurement.
struct Report {
  Evaluation evaluation;
  std::optional<LastRun> last;
  Comparison comparison;
  std::vector<std::string> warnings;
  bool remembered = true;  // the run was recorded
};

constexpr const char* kEvalFooter = R"(
FILE is tab-separated and has a line for each relevant answer:
  query  lang  id  grade     grade: 3 the best answer, 2, 1; 0 not an answer
A line with an empty id and grade 0 marks a query that nothing in the index answers. Such queries only measure
how often "nothing good" is reported. Lines that begin with # are comments.

Queries are asked with access to every audience. The run is recorded in DIR/eval, and the next one of the same
FILE lists the queries that got worse.

Exit status:
    0  done, whatever the figures
    1  FILE cannot be read or has malformed lines, each of which is reported; or the index failed
    2  wrong usage)";

// A damaged record of the last run or a read-only folder is only a warning: the measurement is still good.
void compare_with_last(const fs::path& file, Report& report) {
  auto last = read_last_run(file);
  if (last) {
    report.last = std::move(*last);
  } else {
    report.warnings.push_back("cannot compare with the last run: " + last.error().message);
  }
  if (report.last) report.comparison = compare(*report.last, report.evaluation);
  const auto written = write_last_run(file, remember(report.evaluation, now_utc()));
  if (written) return;
  report.remembered = false;
  report.warnings.push_back("cannot record this run: " + written.error().message);
}

json to_json_value(const Means& means) {
  return json{{"n", means.count()},
              {"ndcg10", means.ndcg10()},
              {"success1", means.success(1)},
              {"success3", means.success(3)},
              {"success5", means.success(5)}};
}

json place_value(std::size_t place) { return place == 0 ? json(nullptr) : json(place); }

json to_json_value(const Comparison& comparison, const LastRun& last) {
  json worse = json::array();
  for (const Changed& one : comparison.worse) {
    json wanted = json::array();
    for (const Moved& moved : one.wanted) {
      wanted.push_back(
          {{"id", moved.id}, {"before", place_value(moved.before)}, {"now", place_value(moved.now)}});
    }
    worse.push_back({{"query", one.query.text},
                     {"lang", one.query.lang},
                     {"before", one.before},
                     {"now", one.now},
                     {"wanted", wanted}});
  }
  return json{
      {"generation", last.generation}, {"at", last.day}, {"ran", last.ran}, {"compared", comparison.compared},
      {"better", comparison.better},   {"worse", worse}};
}

json to_json_value(const std::vector<Answered>& answers) {
  json queries = json::array();
  for (const Answered& one : answers) {
    json query{{"query", one.query.text},
               {"lang", one.query.lang},
               {"ids", one.ids},
               {"nothing_good", one.nothing_good},
               {"score", one.score ? json(*one.score) : json(nullptr)}};
    query["ndcg10"] = one.query.off_topic() ? json(nullptr) : json(ndcg(one.ids, one.query.grades));
    query["rank"] =
        one.query.off_topic() ? json(nullptr) : place_value(first_wanted(one.ids, one.query.grades));
    queries.push_back(std::move(query));
  }
  return queries;
}

json to_json_value(const Report& report) {
  const Evaluation& evaluation = report.evaluation;
  json languages = json::object();
  for (const auto& [lang, means] : evaluation.by_language) languages[lang] = to_json_value(means);
  return json{{"generation", evaluation.generation},
              {"at", evaluation.day},
              {"all", to_json_value(evaluation.all)},
              {"languages", languages},
              {"nothing_good",
               {{"off_topic", evaluation.off_topic},
                {"said", evaluation.refused},
                {"judged", evaluation.all.count()},
                {"said_wrongly", evaluation.wrongly_refused}}},
              {"missing_ids", evaluation.missing},
              {"last", report.last ? to_json_value(report.comparison, *report.last) : json(nullptr)},
              {"queries", to_json_value(evaluation.answers)},
              {"remembered", report.remembered},
              {"warnings", report.warnings}};
}

void print_means(const std::string& name, const Means& means) {
  std::cout << std::left << std::setw(11) << name << std::right << std::setw(6) << means.count() << std::fixed
            << std::setprecision(3) << std::setw(10) << means.ndcg10();
  for (const std::size_t k : {1U, 3U, 5U}) std::cout << std::setw(11) << means.success(k);
  std::cout << '\n';
}

std::string queries(std::size_t number) {
  return std::to_string(number) + (number == 1 ? " query" : " queries");
}

std::string rank_text(std::size_t place) { return place == 0 ? "-" : std::to_string(place); }

void print_comparison(const Comparison& comparison, const LastRun& last) {
  std::cout << "\nsince the last run (" << last.ran << ", generation " << last.generation << " at "
            << last.day << ") of " << queries(comparison.compared) << ": " << comparison.better << " better, "
            << comparison.worse.size() << " worse\n";
  for (const Changed& one : comparison.worse) {
    std::cout << "\n  " << one.query.text << "  [" << one.query.lang << "]  " << std::fixed
              << std::setprecision(3) << one.before << " -> " << one.now << '\n';
    for (const Moved& moved : one.wanted) {
      std::cout << std::setw(8) << rank_text(moved.before) << " -> " << std::left << std::setw(4)
                << rank_text(moved.now) << std::right << moved.id << '\n';
    }
  }
}

void print(const Report& report) {
  const Evaluation& evaluation = report.evaluation;
  std::cout << "generation " << evaluation.generation << " at " << evaluation.day << ": "
            << queries(evaluation.all.count()) << " judged, " << evaluation.off_topic << " off topic\n\n"
            << "                n   nDCG@10  success@1         @3         @5\n";
  print_means("all", evaluation.all);
  for (const auto& [lang, means] : evaluation.by_language) print_means(lang, means);
  std::cout << "\nnothing good: reported for " << evaluation.refused << " of " << evaluation.off_topic
            << " off-topic queries, wrongly for " << evaluation.wrongly_refused << " of "
            << evaluation.all.count() << " judged\n";
  if (report.last) {
    print_comparison(report.comparison, *report.last);
  } else if (report.remembered) {
    std::cout << "\nthe first run of this file; the next one is compared with it\n";
  }
}

void print_warnings(const Report& report, const fs::path& file,
                    const std::map<std::string, std::size_t>& lines) {
  for (const std::string& id : report.evaluation.missing) {
    std::cerr << file.string() << ':' << lines.at(id) << ": warning: the index has no " << id
              << " (was it renamed or removed? It counts as not found)\n";
  }
  for (const std::string& warning : report.warnings)
    std::cerr << "callside-index: warning: " << warning << '\n';
}

Result<int> run_eval(const EvalArguments& arguments) {
  if (!arguments.at.empty() && !parse_day(arguments.at)) {
    return fail(ErrorCode::usage, "--at " + arguments.at + " is not a date", "write it as 2026-11-22");
  }
  CALLSIDE_ASSIGN(const Judgements judgements, read_judged_queries(arguments.judgements));
  const IndexFolder folder(arguments.index);
  CALLSIDE_ASSIGN(const std::string name, folder.current());
  CALLSIDE_ASSIGN(const Manifest manifest, read_manifest(folder.generation(name) / kManifestFile));
  CALLSIDE_ASSIGN(const std::unique_ptr<Suggester> suggester, open_engine(arguments.index));
  const std::string day = arguments.at.empty() ? suggester->today() : arguments.at;
  Report report;
  CALLSIDE_ASSIGN(report.evaluation, evaluate(*suggester, judgements.queries, access_to_all(manifest), day));
  compare_with_last(last_run_file(arguments.index, arguments.judgements), report);
  if (!arguments.output.quiet) print_warnings(report, arguments.judgements, judgements.lines);
  if (arguments.output.json) {
    std::cout << to_json_value(report).dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!arguments.output.quiet) {
    print(report);
  }
  return 0;
}

}  // namespace

Command add_eval(CLI::App& program) {
  auto arguments = std::make_shared<EvalArguments>();
  CLI::App* command = program.add_subcommand(
      "eval", "Measure how well judged queries are answered, and list those that got worse");
  add_index_option(*command, arguments->index);
  command->add_option("--judgements", arguments->judgements, "Judged queries, tab-separated; see below")
      ->required()
      ->type_name("FILE");
  command
      ->add_option("--at", arguments->at, "Day to check valid_from and valid_until against; default: today")
      ->type_name("DATE");
  add_output_options(*command, arguments->output);
  command->footer(kEvalFooter);
  return {command, [arguments] { return run_eval(*arguments); }};
}

}  // namespace callside
