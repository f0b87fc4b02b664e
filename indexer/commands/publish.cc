#include <iostream>
#include <memory>

#include "indexer/commands/publication_gate.h"
#include "indexer/commands/terminal/publication_report.h"

namespace callside {

namespace {

struct PublishArguments {
  std::filesystem::path index;
  PublishStagedOptions options;
  GateArguments gate;
  std::string config;
  Output output;
};

void print(const Publication& done) {
  if (done.published) {
    std::cout << "generation " << done.generation << " is published";
    if (!done.before.empty()) std::cout << " (before: " << done.before << ')';
    std::cout << '\n';
  } else {
    std::cout << "generation " << done.generation << " stays published; builds publish again\n";
  }
}

Result<int> run_publish(const PublishArguments& arguments) {
  const IndexFolder folder(arguments.index);
  const auto current = folder.current();
  // Publishing a generation repairs a damaged or lost CURRENT.
  if (!current && folder.list().empty()) return tl::unexpected<Error>(current.error());
  // Probably an unset variable of a script, which does not mean the newest one.
  if (arguments.options.generation && arguments.options.generation->empty()) {
    return fail(ErrorCode::usage, "GENERATION is empty",
                "name a generation, or omit it for the newest staged one");
  }
  // Verifying the files and running the gate may take long, all under the lock.
  install_interrupt();
  CALLSIDE_ASSIGN(const WriterLock lock, WriterLock::take(folder, "publish"));
  const Gatekeeper gate = Gatekeeper::for_staged(arguments.gate, arguments.config, arguments.index);
  PublishStagedOptions options = arguments.options;
  options.gate = gate.options();
  options.stop = [] { return interrupted().load(); };
  const auto published = publish_generation(folder, options, lock);
  if (!arguments.output.json) gate.print(arguments.output.quiet);
  CALLSIDE_ASSIGN(const Publication done, published);
  if (arguments.output.json) {
    nlohmann::json report{{"generation", done.generation}};
    add_publication(done, report);
    report["state"] = "published";
    gate.add_json(report);
    std::cout << report.dump(2) << '\n';
  } else if (!arguments.output.quiet) {
    print(done);
  }
  return conclude(done, 0);
}

}  // namespace

Command add_publish(CLI::App& program) {
  auto arguments = std::make_shared<PublishArguments>();
  CLI::App* command =
      program.add_subcommand("publish", "Publish a staged generation, or end a rollback's hold");
  add_index_option(*command, arguments->index);
  command->add_option("GENERATION", arguments->options.generation,
                      "Generation to publish; default: the newest staged one");
  command->add_flag(
      "--resume", arguments->options.resume,
      "End the hold of a rollback: publish the newest generation, and let builds publish again");
  add_note_option(*command, arguments->options.note);
  add_keep_option(*command, arguments->options.keep);
  add_allow_removals_option(*command, arguments->options.allow_removals);
  add_gate_options(*command, arguments->gate);
  command
      ->add_option("--config", arguments->config,
                   "Configuration that declares the gate; default: that of the generation's sources")
      ->type_name("FILE");
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_publish(*arguments); }};
}

}  // namespace callside
