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
  fs::path index;  // empty: a private one, which is removed at the end
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
    return fail(ErrorCode::usage, "--generation says what is there already, and SOURCE makes another",
                "leave one of the two out");
  }
  return ok();
}

// Makes the generation to show out of the sources, staged. Gives its name.
Result<std::string> build_staged(const PreviewArguments& arguments, const fs::path& index) {
  CALLSIDE_ASSIGN(auto reading, read_reading(arguments.reading));
  CALLSIDE_ASSIGN(const OpenedSources opened, open_for_building(arguments.sources, std::move(reading)));
  BuildRequest request;
  request.index = index;
  request.plan = opened.plan;
  request.assembly = assembly_options();
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

// A key to all that the generation holds: an editor is to see what any agent would.
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

// A link that signs a browser in with that key, once: browsers keep addresses, so it holds no key.
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
              << ", not published; only this machine can open it; Ctrl-C ends it\n  The link works once, "
                 "within ten minutes; later, open "
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
      "preview", "Show sources, or a staged generation, on the agent's page before they are published");
  command->add_option("SOURCE", arguments->sources, "Files or folders, as for build; nothing is published");
  command
      ->add_option("--index", arguments->index,
                   "Folder of an index: without SOURCE, what is staged in it; with, stage it there")
      ->type_name("DIR");
  command
      ->add_option("--generation", arguments->generation,
                   "Which generation of the index; else the newest staged")
      ->type_name("NAME");
  add_reading_options(*command, arguments->reading);
  add_output_options(*command, arguments->output);
  command->footer(
      "\nIt prints a link that signs a browser in once, and a key, for everything in it; both end with it. "
      "The index\nof a SOURCE without --index is private, and removed at the end.");
  return {command,
          [arguments, command]() -> Result<int> {
            if (arguments->sources.empty()) {
              // Where none is declared, check() says what there is to do.
              const auto taken = take_declared_index(*command);
              if (!taken && taken.error().code != ErrorCode::usage)
                return tl::unexpected<Error>(taken.error());
            }
            return run_preview(*arguments);
          },
          false};
}

}  // namespace callside
