#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "indexer/build/publish.h"
#include "indexer/command.h"

namespace callside {

namespace {

struct RollbackArguments {
  std::filesystem::path index;
  std::optional<std::string> to;
  Output output;
};

Result<int> run_rollback(const RollbackArguments& arguments) {
  const IndexFolder folder(arguments.index);
  // An empty name is a script's variable that holds nothing; the generation before is not what was meant.
  if (arguments.to && arguments.to->empty()) {
    return fail(ErrorCode::usage, "--to is empty",
                "name a generation, or leave --to out to mean the one before");
  }
  // Where CURRENT is damaged or lost, naming a generation mends it.
  const auto current = folder.current();
  if (!current && (!arguments.to || folder.list().empty())) return tl::unexpected<Error>(current.error());
  const std::string before = current.value_or("none");
  CALLSIDE_ASSIGN(const WriterLock lock, WriterLock::take(folder, "rollback"));
  CALLSIDE_ASSIGN(const std::string now, roll_back(folder, arguments.to.value_or(""), lock));
  if (arguments.output.json) {
    std::cout << nlohmann::json{{"generation", now}, {"before", before}}.dump(2) << '\n';
  } else if (!arguments.output.quiet) {
    std::cout << "generation " << now << " is published again (before: " << before << ")\n";
  }
  return 0;
}

}  // namespace

Command add_rollback(CLI::App& program) {
  auto arguments = std::make_shared<RollbackArguments>();
  CLI::App* command = program.add_subcommand("rollback", "Publish an earlier generation again");
  add_index_option(*command, arguments->index);
  command->add_option("--to", arguments->to, "Generation to publish; else the one before the published")
      ->type_name("GENERATION");
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_rollback(*arguments); }};
}

}  // namespace callside
