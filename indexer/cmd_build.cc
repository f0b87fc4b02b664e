#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "indexer/build/builder.h"
#include "indexer/command.h"
#include "indexer/progress_line.h"
#include "indexer/redact_report.h"
#include "indexer/schema/config.h"
#include "indexer/sources/open_sources.h"

namespace callside {

namespace {

using nlohmann::json;

struct BuildArguments {
  std::filesystem::path index;
  std::vector<std::filesystem::path> sources;
  std::string as;
  std::vector<std::string> defaults;
  std::string config;
  std::string redact_report;
  bool strict = false;
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
  return json{{"generation", report.generation},
              {"documents", report.manifest.documents},
              {"by_kind", report.manifest.by_kind},
              {"by_language", report.manifest.by_language},
              {"by_audience", report.manifest.by_audience},
              {"rejected", report.manifest.rejected},
              {"redacted", report.manifest.redacted},
              {"seconds", report.manifest.build_seconds},
              {"remarks", remarks}};
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
  std::cout << "generation " << report.generation << " published: " << manifest.documents << " documents ("
            << list(manifest.by_kind) << ") in " << std::fixed << std::setprecision(1)
            << manifest.build_seconds << " s\n"
            << "  languages  " << list(manifest.by_language) << '\n'
            << "  audiences  " << list(manifest.by_audience) << '\n';
  if (!manifest.redacted.empty()) std::cout << "  redacted   " << list(manifest.redacted) << " in tickets\n";
  if (manifest.rejected > 0) std::cout << "  rejected   " << manifest.rejected << " records, named above\n";
  if (const std::size_t warnings = count(report, Remark::Level::warning); warnings > 0) {
    std::cout << "  warnings   " << warnings << '\n';
  }
}

// "KEY=VALUE" as given on the command line.
Result<std::map<std::string, std::string>> parse_defaults(const std::vector<std::string>& given) {
  std::map<std::string, std::string> defaults;
  for (const std::string& one : given) {
    const auto equals = one.find('=');
    if (equals == 0 || equals == std::string::npos) {
      return fail(ErrorCode::usage, "--default " + one + " is not KEY=VALUE",
                  "say, for example, --default audience=public");
    }
    defaults[one.substr(0, equals)] = one.substr(equals + 1);
  }
  return defaults;
}

Result<int> run_build(const BuildArguments& arguments) {
  SourceOptions sources;
  if (!arguments.as.empty()) sources.as = arguments.as;
  CALLSIDE_ASSIGN(sources.defaults, parse_defaults(arguments.defaults));
  const std::optional<std::filesystem::path> config =
      arguments.config.empty() ? std::nullopt : std::optional<std::filesystem::path>(arguments.config);
  CALLSIDE_ASSIGN(sources.config, find_config(config, arguments.sources));
  BuildOptions options;
  CALLSIDE_ASSIGN(options.redactor, Redactor::create(sources.config.redact));
  const RedactReport redact_report(arguments.redact_report);
  CALLSIDE_TRY(redact_report.prepare());
  CALLSIDE_ASSIGN(const std::unique_ptr<DocumentStream> stream, open_sources(arguments.sources, sources));

  install_interrupt();
  options.index = arguments.index;
  options.sources = arguments.sources;
  options.threads = std::max(1U, std::thread::hardware_concurrency());
  options.strict = arguments.strict;
  options.list_redacted = redact_report.is_wanted();
  options.interrupted = &interrupted();
  BuildProgress progress;
  Result<BuildReport> report = [&] {
    const ProgressLine line(progress, !arguments.output.quiet);
    return build(*stream, options, progress);
  }();
  if (!report) return tl::unexpected<Error>(std::move(report).error());
  CALLSIDE_TRY(redact_report.write(report->redacted));
  for (const Remark& remark : report->remarks) {
    const bool rejected = remark.level == Remark::Level::rejected;
    if (!arguments.output.json && (rejected || !arguments.output.quiet)) print_remark(remark);
  }
  if (arguments.output.json) {
    std::cout << to_json_value(*report).dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!arguments.output.quiet) {
    print_summary(*report);
  }
  return report->manifest.rejected > 0 ? exit_code(ErrorCode::rejected) : 0;
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
  command
      ->add_option("--as", arguments->as, "Read every SOURCE as this format: jsonl, markdown, html or text")
      ->type_name("FORMAT");
  command
      ->add_option("--default", arguments->defaults,
                   "What records mean that say nothing themselves: audience, lang, product, brand or "
                   "confidence; repeatable")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command
      ->add_option("--config", arguments->config,
                   "Configuration; else callside.yaml of the first SOURCE folder, or here")
      ->type_name("FILE");
  command
      ->add_option(
          "--redact-report", arguments->redact_report,
          "Write here how much personal data was taken out of each ticket, by kind: JSON Lines, never a "
          "value")
      ->type_name("FILE");
  command->add_flag("--strict", arguments->strict, "Stop at the first rejected record and publish nothing");
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_build(*arguments); }};
}

}  // namespace callside
