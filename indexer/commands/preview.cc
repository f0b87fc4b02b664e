#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "indexer/base/private_folder.h"
#include "indexer/commands/command.h"
#include "indexer/commands/daemon_process.h"
#include "indexer/commands/declared_work.h"
#include "indexer/commands/reading_options.h"
#include "indexer/commands/terminal/progress_line.h"
#include "indexer/format/generation.h"
#include "indexer/publish/build.h"

namespace callside {

namespace {

namespace fs = std::filesystem;

struct PreviewArguments {
  fs::path index;  // empty: a private index, which is removed at the end
  std::string generation;
  std::vector<fs::path> sources;
  ReadingArguments reading;
  Output output;
};

Result<void> check(const PreviewArguments& arguments) {
  if (arguments.sources.empty() && arguments.index.empty()) {
    return fail(ErrorCode::usage, "there is nothing to preview",
                "name a SOURCE, or an index with --index DIR that has something staged");
  }
  if (!arguments.sources.empty() && !arguments.generation.empty()) {
    return fail(ErrorCode::usage, "--generation and SOURCE exclude each other: SOURCE makes a new generation",
                "omit one of the two");
  }
  return ok();
}

// Builds a staged generation from the sources and returns its name.
Result<std::string> build_staged(const PreviewArguments& arguments, const fs::path& index) {
  CALLSIDE_ASSIGN(auto reading, read_reading(arguments.reading));
  CALLSIDE_ASSIGN(const OpenedSources opened, open_for_building(arguments.sources, std::move(reading)));
  BuildRequest request;
  request.index = index;
  request.plan = opened.plan;
  request.assembly = assembly_options(arguments.reading);
  request.publish.command = "preview";
  request.publish.stage = true;
  BuildProgress progress;
  const ProgressLine line(progress, !arguments.output.quiet);
  CALLSIDE_ASSIGN(const BuildReport report, build(*opened.stream, request, progress));
  for (const Remark& remark : report.remarks) {
    if (remark.level != Remark::Level::rejected) continue;
    std::cerr << to_string(remark.place) << ": rejected: " << remark.reason << '\n';
  }
  return report.generation;
}

Result<std::string> generation_to_show(const PreviewArguments& arguments, const fs::path& index) {
  const IndexFolder folder(index);
  if (!arguments.sources.empty()) return build_staged(arguments, index);
  if (!arguments.generation.empty()) {
    CALLSIDE_TRY(folder.require(arguments.generation));
    return arguments.generation;
  }
  if (folder.list().empty()) CALLSIDE_TRY(folder.current());
  const std::vector<std::string> staged = folder.staged();
  if (!staged.empty()) return staged.back();
  return fail(ErrorCode::not_found, "nothing is staged in " + index.string(),
              "stage something (callside-index build --stage), or name a generation with --generation");
}

// Makes an API key with access to everything in the generation, since editors should see what any agent sees.
Result<std::string> make_key(const IndexFolder& folder, const std::string& generation, const fs::path& keys) {
  CALLSIDE_ASSIGN(const Manifest manifest, read_manifest(folder.generation(generation) / kManifestFile));
  std::set<std::string> audiences{"public", "internal"};
  for (const AccessClass& one : manifest.classes) audiences.insert(one.audience.begin(), one.audience.end());
  std::string list;
  for (const std::string& one : audiences) list += (list.empty() ? "" : ",") + one;
  CALLSIDE_ASSIGN(const std::string said,
                  DaemonProcess::output_of(
                      {"key", "new", "--name", "preview", "--audiences", list, "--keys", keys.string()}));
  return said.substr(0, said.find('\n'));
}

// Makes a link that signs a browser in once. It does not contain the key, since browsers keep addresses.
Result<std::string> make_link(const std::string& url, const fs::path& keys, const fs::path& state) {
  CALLSIDE_ASSIGN(const std::string said,
                  DaemonProcess::output_of({"key", "link", "--all", "--keys", keys.string(), "--state",
                                            state.string(), "--base-url", url}));
  const std::size_t tab = said.find('\t');
  return said.substr(tab + 1, said.find('\n') - tab - 1);
}

struct Shown {
  std::string url, link, key, generation;
};

void print(const Output& output, const Shown& shown) {
  if (output.json) {
    std::cout << nlohmann::json{{"url", shown.url},
                                {"link", shown.link},
                                {"key", shown.key},
                                {"generation", shown.generation}}
                     .dump()
              << std::endl;
  } else if (!output.quiet) {
    std::cout << shown.link << "\n  generation " << shown.generation
              << ", not published; only this machine can open it; press Ctrl-C to stop\n  The link works "
                 "once, within ten minutes; later, open "
              << shown.url << " and sign in with the key " << shown.key << std::endl;
  }
}

Result<int> run_preview(const PreviewArguments& arguments) {
  CALLSIDE_TRY(check(arguments));
  install_interrupt();
  CALLSIDE_ASSIGN(const PrivateFolder folder, PrivateFolder::make("preview"));
  const fs::path index = arguments.index.empty() ? folder.path() / "index" : arguments.index;
  CALLSIDE_ASSIGN(const std::string generation, generation_to_show(arguments, index));
  const fs::path keys = folder.path() / "keys.yaml", state = folder.path() / "state";
  CALLSIDE_ASSIGN(const std::string key, make_key(IndexFolder(index), generation, keys));
  CALLSIDE_ASSIGN(DaemonProcess daemon,
                  DaemonProcess::start({"--index", index.string(), "--generation", generation, "--listen",
                                        "127.0.0.1:0", "--keys", keys.string(), "--state", state.string()}));
  CALLSIDE_ASSIGN(const std::string url, daemon.address(interrupted()));
  CALLSIDE_ASSIGN(const std::string link, make_link(url, keys, state));
  print(arguments.output, {url, link, key, generation});
  CALLSIDE_TRY(daemon.wait(interrupted()));
  return 0;
}

}  // namespace

Command add_preview(CLI::App& program) {
  auto arguments = std::make_shared<PreviewArguments>();
  CLI::App* command = program.add_subcommand(
      "preview", "Show sources or a staged generation on the agent's page before they are published");
  command->add_option("SOURCE", arguments->sources, "Files or folders, as for build; nothing is published");
  command
      ->add_option("--index", arguments->index,
                   "Folder of the index to show or, with SOURCE, to stage the sources in")
      ->type_name("DIR");
  command
      ->add_option("--generation", arguments->generation,
                   "Generation to show; default: the newest staged one")
      ->type_name("NAME");
  add_reading_options(*command, arguments->reading);
  add_output_options(*command, arguments->output);
  command->footer(
      "\nPrints a link that signs a browser in once, and an API key. Both give access to everything in the\n"
      "generation and are valid until the preview ends. Without --index, a SOURCE goes into a private index\n"
      "that is removed at the end.");
  return {command,
          [arguments, command]() -> Result<int> {
            if (arguments->sources.empty()) {
              // If no index is declared, check() explains what to do.
              const auto taken = take_declared_index(*command);
              if (!taken && taken.error().code != ErrorCode::usage)
                return tl::unexpected<Error>(taken.error());
            }
            return run_preview(*arguments);
          },
          false};
}

}  // namespace callside
