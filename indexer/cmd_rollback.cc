#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "indexer/build/publish.h"
#include "indexer/command.h"

namespace callside {

namespace {

struct RollbackArguments {
  std::filesystem::path index;
  std::string to;
  Output output;
};

Result<int> run_rollback(const RollbackArguments& arguments) {
  const IndexFolder folder(arguments.index);
  CALLSIDE_ASSIGN(const std::string before, folder.current());
  CALLSIDE_ASSIGN(const WriterLock lock, WriterLock::take(folder, "rollback"));
  CALLSIDE_ASSIGN(const std::string now, roll_back(folder, arguments.to, lock));
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
