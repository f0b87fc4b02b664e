#include <iostream>
#include <memory>
#include <optional>

#include "indexer/commands/terminal/publication_report.h"

namespace callside {

namespace {

struct RollbackArguments {
  std::filesystem::path index;
  std::optional<std::string> to;
  std::string note;
  Output output;
};

Result<int> run_rollback(const RollbackArguments& arguments) {
  const IndexFolder folder(arguments.index);
  // Probably an unset variable of a script, which does not mean the generation before.
  if (arguments.to && arguments.to->empty()) {
    return fail(ErrorCode::usage, "--to is empty", "name a generation, or omit --to for the one before");
  }
  // Naming a generation repairs a damaged or lost CURRENT.
  const auto current = folder.current();
  if (!current && (!arguments.to || folder.list().empty())) return tl::unexpected<Error>(current.error());
  // Verifying the files may take long, all under the lock.
  install_interrupt();
  CALLSIDE_ASSIGN(const WriterLock lock, WriterLock::take(folder, "rollback"));
  CALLSIDE_ASSIGN(const Publication done, roll_back(folder, arguments.to.value_or(""), arguments.note, lock,
                                                    [] { return interrupted().load(); }));
  if (arguments.output.json) {
    nlohmann::json report{{"generation", done.generation}, {"held", true}};
    add_publication(done, report);
    std::cout << report.dump(2) << '\n';
  } else if (!arguments.output.quiet) {
    std::cout
        << "generation " << done.generation
        << " is published again (before: " << (done.before.empty() ? "none" : done.before) << ")\n"
        << "it is held: builds and updates are only staged until you run callside-index publish --index "
        << folder.root().string() << " --resume\n";
  }
  return conclude(done, 0);
}

}  // namespace

Command add_rollback(CLI::App& program) {
  auto arguments = std::make_shared<RollbackArguments>();
  CLI::App* command = program.add_subcommand(
      "rollback", "Publish an earlier generation again and hold it: later builds are only staged");
  add_index_option(*command, arguments->index);
  command
      ->add_option("--to", arguments->to, "Generation to publish; default: the one before the published one")
      ->type_name("GENERATION");
  add_note_option(*command, arguments->note);
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_rollback(*arguments); }};
}

}  // namespace callside
