#include <algorithm>
#include <iostream>
#include <memory>
#include <utility>

#include "indexer/commands/command.h"
#include "indexer/commands/declared_work.h"
#include "indexer/commands/publication_gate.h"
#include "indexer/commands/reading_options.h"
#include "indexer/commands/recorded_sources.h"
#include "indexer/commands/terminal/build_report.h"
#include "indexer/commands/terminal/progress_line.h"
#include "indexer/commands/terminal/publication_report.h"
#include "indexer/commands/terminal/redact_report.h"
#include "indexer/commands/terminal/terminal.h"
#include "indexer/format/index_folder.h"
#include "indexer/publish/update.h"

namespace callside {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Share of changed documents above which the report recommends --relearn.
constexpr double kModelWorn = 0.05;
// Documents that the text report lists for each kind of change.
constexpr std::size_t kNamed = 20;

struct UpdateArguments {
  fs::path index;
  std::vector<fs::path> sources;
  ReadingArguments reading;
  std::string redact_report;
  bool add = false;
  bool replace = false;
  bool relearn = false;
  bool strict = false;
  PublishOptions publish;
  GateArguments gate;
  Output output;
};

bool is_worn(const Manifest::Model& model) {
  return static_cast<double>(model.changed) > kModelWorn * static_cast<double>(model.documents);
}

json document_names(const std::vector<DocumentName>& documents) {
  json out = json::array();
  for (const DocumentName& one : documents)
    out.push_back({{"kind", name_of(one.kind)}, {"id", one.id}, {"lang", one.lang}});
  return out;
}

json update_json(const UpdateReport& report, const std::map<std::string, std::uint64_t>& left_out) {
  json out = report_json(report.build, left_out);
  out["unchanged"] = report.unchanged;
  out["added"] = document_names(report.changes.added);
  out["changed"] = document_names(report.changes.changed);
  out["removed"] = document_names(report.changes.removed);
  if (report.unchanged) out["state"] = "unchanged";
  return out;
}

void print_changes(const char* sign, const std::vector<DocumentName>& documents) {
  for (std::size_t i = 0; i < std::min(documents.size(), kNamed); ++i) {
    const DocumentName& one = documents[i];
    std::cout << "  " << sign << ' ' << name_of(one.kind) << ' ' << one.id << " (" << one.lang << ")\n";
  }
  if (documents.size() > kNamed)
    std::cout << "  " << sign << " and " << grouped(documents.size() - kNamed) << " more\n";
}

void print_update(const UpdateReport& report, double seconds) {
  const Manifest& manifest = report.build.manifest;
  if (report.unchanged) {
    std::cout << "nothing changed: generation " << report.build.generation << " stays, "
              << grouped(manifest.documents) << " documents\n";
    return;
  }
  std::cout << "generation " << report.build.generation << ' ' << coloured_state(report.build.publication)
            << ": " << grouped(report.changes.added.size()) << " added, "
            << grouped(report.changes.changed.size()) << " changed, "
            << grouped(report.changes.removed.size()) << " removed, " << grouped(manifest.documents)
            << " documents in all, in " << duration_text(seconds) << '\n';
  print_changes("+", report.changes.added);
  print_changes("~", report.changes.changed);
  print_changes("-", report.changes.removed);
  for (const auto& [name, number] : all_left_out(manifest, {}))
    std::cout << "  left out   " << counted_left_out(name, number) << '\n';
  if (manifest.rejected > 0) std::cout << "  rejected   " << rejected_line(manifest) << '\n';
  if (is_worn(manifest.model)) {
    std::cout << "  " << grouped(manifest.model.changed)
              << (manifest.model.changed == 1 ? " document" : " documents")
              << " changed since the index last learned from all "
              << "of them (" << manifest.model.created << "); run update --relearn to learn again\n";
  }
}

NamedSources named_sources(const UpdateArguments& arguments) {
  if (arguments.add) return NamedSources::add;
  return arguments.replace ? NamedSources::replace : NamedSources::recorded;
}

// Returns true if the index does not exist and callside.yaml declares sources: update then works as build
// does.
Result<bool> makes_first_generation(const UpdateArguments& arguments) {
  if (!arguments.sources.empty()) return false;
  const auto current = IndexFolder(arguments.index).current();
  if (current || current.error().code != ErrorCode::not_found) return false;
  return declares_sources(arguments.index, arguments.reading);
}

Result<RecordedSources> sources_to_update(const UpdateArguments& arguments) {
  const IndexFolder folder(arguments.index);
  CALLSIDE_ASSIGN(const std::string current, folder.current());
  CALLSIDE_ASSIGN(const Manifest published, read_manifest(folder.generation(current) / kManifestFile));
  CALLSIDE_ASSIGN(RecordedSources recorded,
                  choose_sources(published, arguments.sources, named_sources(arguments), arguments.reading));
  if (!arguments.sources.empty()) return recorded;
  return follow_declared(std::move(recorded), arguments.index, arguments.reading);
}

Result<int> run_update(const UpdateArguments& arguments) {
  CALLSIDE_ASSIGN(const bool is_first, makes_first_generation(arguments));
  CALLSIDE_ASSIGN(RecordedSources recorded,
                  is_first ? sources_to_build({}, arguments.reading) : sources_to_update(arguments));
  if (arguments.relearn) recorded.reading.languages.clear();
  CALLSIDE_ASSIGN(OpenedSources opened,
                  open_for_building(recorded.sources, recorded.reading, recorded.unread));
  opened.plan.scope = recorded.scope;
  CALLSIDE_ASSIGN(const Gatekeeper gate,
                  Gatekeeper::prepare(arguments.gate, opened.daily.gate, arguments.index));
  const bool reads_all = is_first || arguments.relearn;
  const RedactReport redact_report(arguments.redact_report);
  CALLSIDE_TRY(redact_report.prepare());
  install_interrupt();
  AssemblyOptions assembly = assembly_options(arguments.reading);
  assembly.strict = arguments.strict;
  assembly.list_redacted = redact_report.is_wanted();
  PublishOptions publish = arguments.publish;
  publish.command = "update";
  publish.gate = gate.options();
  BuildProgress progress;
  Result<UpdateReport> report = [&]() -> Result<UpdateReport> {
    const ProgressLine line(progress, !arguments.output.quiet, reads_all ? opened.stream.get() : nullptr);
    if (!reads_all)
      return update(*opened.stream, {arguments.index, opened.plan, false, {}, assembly, publish}, progress);
    BuildRequest request{arguments.index, opened.plan, false, true, assembly, publish};
    CALLSIDE_ASSIGN(BuildReport built, build(*opened.stream, request, progress));
    return UpdateReport{std::move(built), false, {}};
  }();
  const auto left_out = opened.stream->left_out();
  if (!report) return tl::unexpected<Error>(with_left_out(std::move(report).error(), left_out));
  CALLSIDE_TRY(redact_report.write(report->build.redacted));
  if (arguments.output.json) {
    json out = update_json(*report, left_out);
    gate.add_json(out);
    print_json(out);
  } else {
    print_remarks(report->build, arguments.output.quiet);
    if (!arguments.output.quiet && reads_all) print_summary(report->build, left_out);
    if (!arguments.output.quiet && !reads_all) print_update(*report, report->build.manifest.build_seconds);
    gate.print(arguments.output.quiet);
  }
  const int status = report->build.manifest.rejected > 0 ? exit_code(ErrorCode::rejected) : 0;
  return conclude(report->build.publication, status);
}

}  // namespace

Command add_update(CLI::App& program) {
  auto arguments = std::make_shared<UpdateArguments>();
  CLI::App* command =
      program.add_subcommand("update", "Read what changed in the sources of the index and publish it");
  command->footer(
      "\nEditors put synonyms, pins and never_for into search.yaml, at the root of a SOURCE folder or next "
      "to\n"
      "callside.yaml. A change of that file alone is published, too.");
  add_index_option(*command, arguments->index);
  command->add_option(
      "SOURCE", arguments->sources,
      "The sources that the index was built from; default: these, or those that callside.yaml declares. A "
      "delta export of a help desk is added to them");
  add_reading_options(*command, arguments->reading);
  CLI::Option* add = command->add_flag(
      "--add", arguments->add,
      "Add the given SOURCEs to those of the index; nothing is removed, and later updates read them, too, "
      "until --replace");
  command
      ->add_flag("--replace", arguments->replace,
                 "Build from the given SOURCEs instead of those of the index")
      ->excludes(add);
  command->add_flag("--relearn", arguments->relearn,
                    "Read everything and learn compounds and lengths again, as build does");
  add_redact_report_option(*command, arguments->redact_report);
  command->add_flag("--strict", arguments->strict, "Stop at the first rejected record and publish nothing");
  add_publish_options(*command, arguments->publish);
  add_gate_options(*command, arguments->gate);
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_update(*arguments); }};
}

}  // namespace callside
