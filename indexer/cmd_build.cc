#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "indexer/build/builder.h"
#include "indexer/command.h"
#include "indexer/progress_line.h"
#include "indexer/publication_report.h"
#include "indexer/reading_options.h"

namespace callside {

namespace {

using nlohmann::json;

struct BuildArguments {
  std::filesystem::path index;
  std::vector<std::filesystem::path> sources;
  ReadingArguments reading;
  bool strict = false;
  PublishOptions publish;
  Output output;
};

std::size_t count(const BuildReport& report, Remark::Level level) {
  return static_cast<std::size_t>(std::count_if(report.remarks.begin(), report.remarks.end(),
                                                [&](const Remark& remark) { return remark.level == level; }));
}

void print_remark(const Remark& remark) {
  const char* level = remark.level == Remark::Level::rejected ? "rejected: " : "warning: ";
  std::cerr << to_string(remark.place) << ": " << level << remark.reason;
  if (!remark.hint.empty()) std::cerr << " (" << remark.hint << ')';
  std::cerr << '\n';
}

json to_json_value(const BuildReport& report) {
  json remarks = json::array();
  for (const Remark& remark : report.remarks) {
    remarks.push_back({{"level", remark.level == Remark::Level::rejected ? "rejected" : "warning"},
                       {"file", remark.place.file},
                       {"line", remark.place.line},
                       {"reason", remark.reason},
                       {"hint", remark.hint}});
  }
  json out{{"generation", report.generation},
           {"documents", report.manifest.documents},
           {"by_kind", report.manifest.by_kind},
           {"by_language", report.manifest.by_language},
           {"by_audience", report.manifest.by_audience},
           {"rejected", report.manifest.rejected},
           {"redacted", report.manifest.redacted},
           {"seconds", report.manifest.build_seconds},
           {"remarks", remarks}};
  add_publication(report.publication, out);
  return out;
}

std::string list(const std::map<std::string, std::uint64_t>& counts) {
  std::string text;
  for (const auto& [name, number] : counts) {
    if (!text.empty()) text += ", ";
    text += std::to_string(number) + " " + name;
  }
  return text;
}

void print_summary(const BuildReport& report) {
  const Manifest& manifest = report.manifest;
  std::cout << "generation " << report.generation << ' ' << state_of(report.publication) << ": "
            << manifest.documents << " documents (" << list(manifest.by_kind) << ") in " << std::fixed
            << std::setprecision(1) << manifest.build_seconds << " s\n"
            << "  languages  " << list(manifest.by_language) << '\n'
            << "  audiences  " << list(manifest.by_audience) << '\n';
  if (!manifest.redacted.empty()) std::cout << "  redacted   " << list(manifest.redacted) << " in tickets\n";
  if (manifest.rejected > 0) std::cout << "  rejected   " << manifest.rejected << " records, named above\n";
  if (const std::size_t warnings = count(report, Remark::Level::warning); warnings > 0) {
    std::cout << "  warnings   " << warnings << '\n';
  }
}

Result<int> run_build(const BuildArguments& arguments) {
  CALLSIDE_ASSIGN(auto reading, read_reading(arguments.reading));
  CALLSIDE_ASSIGN(const OpenedSources opened, open_for_building(arguments.sources, std::move(reading)));
  install_interrupt();
  BuildOptions options;
  options.index = arguments.index;
  options.sources = arguments.sources;
  options.threads = std::max(1U, std::thread::hardware_concurrency());
  options.strict = arguments.strict;
  options.publish = arguments.publish;
  options.interrupted = &interrupted();
  BuildProgress progress;
  Result<BuildReport> report = [&] {
    const ProgressLine line(progress, !arguments.output.quiet);
    return build(*opened.stream, options, progress);
  }();
  if (!report) return tl::unexpected<Error>(std::move(report).error());
  for (const Remark& remark : report->remarks) {
    const bool rejected = remark.level == Remark::Level::rejected;
    if (!arguments.output.json && (rejected || !arguments.output.quiet)) print_remark(remark);
  }
  if (arguments.output.json) {
    std::cout << to_json_value(*report).dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!arguments.output.quiet) {
    print_summary(*report);
  }
  return conclude(report->publication, report->manifest.rejected > 0 ? exit_code(ErrorCode::rejected) : 0);
}

}  // namespace

Command add_build(CLI::App& program) {
  auto arguments = std::make_shared<BuildArguments>();
  CLI::App* command =
      program.add_subcommand("build", "Make a new index generation out of all sources, and publish it");
  add_index_option(*command, arguments->index);
  command
      ->add_option("SOURCE", arguments->sources,
                   "Files or folders: JSON Lines, Markdown with front matter, HTML, plain text")
      ->required();
  add_reading_options(*command, arguments->reading);
  command->add_flag("--strict", arguments->strict, "Stop at the first rejected record and publish nothing");
  add_publish_options(*command, arguments->publish);
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_build(*arguments); }};
}

}  // namespace callside
