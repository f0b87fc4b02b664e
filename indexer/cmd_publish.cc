#include <iostream>
#include <memory>

#include "indexer/publication_report.h"

namespace callside {

namespace {

struct PublishArguments {
  std::filesystem::path index;
  PublishStagedOptions options;
  Output output;
};

void print(const Publication& done) {
  if (done.published) {
    std::cout << "generation " << done.generation << " is published";
    if (!done.before.empty()) std::cout << " (before: " << done.before << ')';
    std::cout << '\n';
  } else {
    std::cout << "generation " << done.generation << " stays published, and builds publish again\n";
  }
}

Result<int> run_publish(const PublishArguments& arguments) {
  const IndexFolder folder(arguments.index);
  const auto current = folder.current();
  // Where CURRENT is damaged or lost, publishing a generation mends it.
  if (!current && folder.list().empty()) return tl::unexpected<Error>(current.error());
  // An empty name is a script's variable that holds nothing; the newest is not what was meant.
  if (arguments.options.generation && arguments.options.generation->empty()) {
    return fail(ErrorCode::usage, "GENERATION is empty",
                "name a generation, or leave it out to mean the newest staged one");
  }
  CALLSIDE_ASSIGN(const WriterLock lock, WriterLock::take(folder, "publish"));
  CALLSIDE_ASSIGN(const Publication done, publish_generation(folder, arguments.options, lock));
  if (arguments.output.json) {
    nlohmann::json report{{"generation", done.generation}};
    add_publication(done, report);
    report["state"] = "published";
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
                      "What to publish; else the newest staged one");
  command->add_flag(
      "--resume", arguments->options.resume,
      "End the hold of a rollback: publish the newest generation, and let builds publish again");
  add_note_option(*command, arguments->options.note);
  add_keep_option(*command, arguments->options.keep);
  add_allow_removals_option(*command, arguments->options.allow_removals);
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_publish(*arguments); }};
}

}  // namespace callside
