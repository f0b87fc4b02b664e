#include <cstdint>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "indexer/check/checker.h"
#include "indexer/commands/checked_sources.h"
#include "indexer/commands/command.h"
#include "indexer/commands/reading_options.h"
#include "indexer/commands/terminal/build_report.h"
#include "indexer/commands/terminal/progress_line.h"

namespace callside {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kMaxPerCode = 20;

struct CheckArguments {
  fs::path index;
  std::vector<fs::path> sources;
  ReadingArguments reading;
  bool list = false;
  bool all = false;
  Output output;
};

json finding_json(const CheckFinding& one) {
  return json{{"file", one.place.file},
              {"line", one.place.line},
              {"level", name_of(one.level)},
              {"code", info(one.code).name},
              {"kind", one.id.empty() ? json() : json(name_of(one.kind))},
              {"id", one.id.empty() ? json() : json(one.id)},
              {"lang", one.lang.empty() ? json() : json(one.lang)},
              {"message", one.message},
              {"hint", one.hint}};
}

using Counts = std::map<std::string, std::uint64_t>;

json report_json(const CheckReport& report, const Counts& left_out) {
  json findings = json::array();
  for (const CheckFinding& one : report.findings) findings.push_back(finding_json(one));
  return json{{"findings", std::move(findings)},
              {"left_out", left_out},
              {"counts",
               {{"records", report.records},
                {"articles", report.facts.articles.size()},
                {"tickets", report.facts.tickets.size()},
                {"errors", report.count(CheckLevel::error)},
                {"warnings", report.count(CheckLevel::warning)},
                {"notes", report.count(CheckLevel::note)}}}};
}

std::string counted(std::uint64_t number, const char* what) {
  return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
}

// Prints the findings grouped by file, each with its hint below it. Prints only the first kMaxPerCode
// warnings or notes of a code unless `all` is set, so that a frequent one does not hide the rest.
void print(const CheckReport& report, const Counts& left_out, bool all) {
  const std::string* file = nullptr;
  std::map<CheckCode, std::size_t> seen;
  std::map<CheckCode, std::size_t> hidden;
  for (const CheckFinding& one : report.findings) {
    if (++seen[one.code] > kMaxPerCode && one.level != CheckLevel::error && !all) {
      ++hidden[one.code];
      continue;
    }
    if (file == nullptr || *file != one.place.file)
      std::cout << (file == nullptr ? "" : "\n") << one.place.file << '\n';
    file = &one.place.file;
    std::cout << "  " << to_string(one.place) << ": " << name_of(one.level) << ": " << one.message << " ["
              << info(one.code).name << "]\n";
    if (!one.hint.empty()) std::cout << "      " << one.hint << '\n';
  }
  if (!report.findings.empty()) std::cout << '\n';
  for (const auto& [code, count] : hidden)
    std::cout << "and " << count << " more [" << info(code).name << "]; --all lists them\n";
  std::cout << counted(report.facts.articles.size(), "article") << " and "
            << counted(report.facts.tickets.size(), "ticket") << ": "
            << counted(report.count(CheckLevel::error), "error") << ", "
            << counted(report.count(CheckLevel::warning), "warning") << ", "
            << counted(report.count(CheckLevel::note), "note") << '\n';
  std::string list;
  for (const auto& [what, number] : left_out)
    list += (list.empty() ? "" : ", ") + counted_left_out(what, number);
  if (!list.empty()) std::cout << "left out: " << list << '\n';
}

Result<int> run_check(const CheckArguments& arguments) {
  if (arguments.list) {
    std::cout << codes_table();
    return 0;
  }
  CALLSIDE_ASSIGN(CheckedSources read,
                  open_checked_sources(arguments.index, arguments.sources, arguments.reading));
  BuildProgress progress;
  CheckOptions options;
  CALLSIDE_ASSIGN(options.rules, Rules::create(read.config.check));
  options.redactor = read.opened.plan.redactor;
  options.editorial = std::move(read.opened.plan.editorial);
  options.translations = std::move(read.translations);
  options.known_articles = std::move(read.known_articles);
  options.timezone = read.config.timezone;
  options.today = options.timezone.today();
  options.threads = arguments.reading.threads();
  options.interrupted = &interrupted();
  options.read = &progress.read;
  install_interrupt();
  const Result<CheckReport> report = [&] {
    const ProgressLine line(progress, !arguments.output.quiet);
    return check(*read.opened.stream, options);
  }();
  if (!report) return tl::unexpected<Error>(report.error());
  const Counts left_out = read.opened.stream->left_out();
  if (arguments.output.json) {
    std::cout << report_json(*report, left_out).dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!arguments.output.quiet) {
    print(*report, left_out, arguments.all);
  }
  return report->count(CheckLevel::error) > 0 ? exit_code(ErrorCode::rejected) : 0;
}

}  // namespace

Command add_check(CLI::App& program) {
  auto arguments = std::make_shared<CheckArguments>();
  CLI::App* command =
      program.add_subcommand("check", "Check the sources for editorial mistakes; nothing is written");
  command->add_option("SOURCE", arguments->sources,
                      "Files or folders, read as by build; default: the sources of --index, or those that "
                      "callside.yaml declares");
  command
      ->add_option("--index", arguments->index,
                   "Index that tells which translations are up to date, and which other articles exist")
      ->type_name("DIR");
  add_reading_options(*command, arguments->reading);
  command->add_flag("--list", arguments->list, "Print all codes with their levels and meanings, and exit");
  command->add_flag(
      "--all", arguments->all,
      "Print all warnings and notes, not only the first " + std::to_string(kMaxPerCode) + " of each code");
  add_output_options(*command, arguments->output);
  command->footer(
      "\nIn search.yaml it also finds synonyms that match nothing, and pins and never_for entries whose\n"
      "article is missing or whose `until` has passed.\n"
      "\nExit status: 3 if there are errors, else 0. Under `check:` in callside.yaml, codes can be "
      "silenced,\n"
      "and their levels changed:\n"
      "  check:\n"
      "    ignore: [near-duplicate, {code: dead-link, ids: [wiki/start, \"old/*\"]}]\n"
      "    levels: {outdated: error}");
  return {command, [arguments] { return run_check(*arguments); }, false};
}

}  // namespace callside
