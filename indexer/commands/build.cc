#include <memory>

#include "indexer/commands/command.h"
#include "indexer/commands/declared_work.h"
#include "indexer/commands/publication_gate.h"
#include "indexer/commands/reading_options.h"
#include "indexer/commands/terminal/build_report.h"
#include "indexer/commands/terminal/progress_line.h"
#include "indexer/commands/terminal/publication_report.h"
#include "indexer/commands/terminal/redact_report.h"
#include "indexer/publish/build.h"

namespace callside {

namespace {

struct BuildArguments {
  std::filesystem::path index;
  std::vector<std::filesystem::path> sources;
  ReadingArguments reading;
  std::string model;
  std::string redact_report;
  bool strict = false;
  PublishOptions publish;
  GateArguments gate;
  Output output;
};

Result<int> run_build(const BuildArguments& arguments) {
  CALLSIDE_ASSIGN(RecordedSources chosen, sources_to_build(arguments.sources, arguments.reading));
  if (arguments.model == "same") {
    const IndexFolder folder(arguments.index);
    CALLSIDE_ASSIGN(const std::string current, folder.current());
    CALLSIDE_ASSIGN(const Manifest published, read_manifest(folder.generation(current) / kManifestFile));
    chosen.reading.languages = published.reading.languages;
  }
  CALLSIDE_ASSIGN(const OpenedSources opened, open_for_building(chosen.sources, std::move(chosen.reading)));
  CALLSIDE_ASSIGN(const Gatekeeper gate,
                  Gatekeeper::prepare(arguments.gate, opened.daily.gate, arguments.index));
  const RedactReport redact_report(arguments.redact_report);
  CALLSIDE_TRY(redact_report.prepare());
  install_interrupt();
  BuildRequest request;
  request.index = arguments.index;
  request.plan = opened.plan;
  request.same_model = arguments.model == "same";
  request.assembly = assembly_options(arguments.reading);
  request.assembly.strict = arguments.strict;
  request.assembly.list_redacted = redact_report.is_wanted();
  request.publish = arguments.publish;
  request.publish.gate = gate.options();
  BuildProgress progress;
  Result<BuildReport> report = [&] {
    const ProgressLine line(progress, !arguments.output.quiet, opened.stream.get());
    return build(*opened.stream, request, progress);
  }();
  const auto left_out = opened.stream->left_out();
  if (!report) return tl::unexpected<Error>(with_left_out(std::move(report).error(), left_out));
  CALLSIDE_TRY(redact_report.write(report->redacted));
  if (arguments.output.json) {
    nlohmann::json json = report_json(*report, left_out);
    gate.add_json(json);
    print_json(json);
  } else {
    print_remarks(*report, arguments.output.quiet);
    if (!arguments.output.quiet) print_summary(*report, left_out);
    gate.print(arguments.output.quiet);
  }
  return conclude(report->publication, report->manifest.rejected > 0 ? exit_code(ErrorCode::rejected) : 0);
}

}  // namespace

Command add_build(CLI::App& program) {
  auto arguments = std::make_shared<BuildArguments>();
  CLI::App* command =
      program.add_subcommand("build", "Build a new generation of the index from all sources and publish it");
  add_index_option(*command, arguments->index);
  command->add_option(
      "SOURCE", arguments->sources,
      "Files or folders: JSON Lines, Markdown with front matter, HTML, plain text, CSV, or the export of a "
      "help desk (Zendesk, Freshdesk, Zammad, Intercom); default: those that callside.yaml declares");
  add_reading_options(*command, arguments->reading);
  command
      ->add_option(
          "--model", arguments->model,
          "new: learn compounds and lengths from these sources; same: keep the model of the published "
          "generation, as update does")
      ->type_name("WHICH")
      ->check(CLI::IsMember({"new", "same"}))
      ->default_str("new");
  add_redact_report_option(*command, arguments->redact_report);
  command->add_flag("--strict", arguments->strict, "Stop at the first rejected record and publish nothing");
  add_publish_options(*command, arguments->publish);
  add_gate_options(*command, arguments->gate);
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_build(*arguments); }};
}

}  // namespace callside
