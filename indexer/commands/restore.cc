#include <iostream>
#include <memory>

#include "indexer/commands/command.h"
#include "indexer/commands/terminal/live_report.h"
#include "indexer/publish/live_changes.h"

namespace callside {

namespace {

using nlohmann::json;

struct RestoreArguments {
  std::filesystem::path index;
  std::string id;
  std::string lang;
  Output output;
};

// Removes the withdrawals of the document from the state and returns them.
Result<std::vector<Withdrawal>> restore(LiveState& state, const std::string& id, const std::string& lang) {
  std::vector<Withdrawal> restored;
  std::vector<std::string> of_id, all;
  for (const Withdrawal& one : state.withdrawn) {
    all.push_back(name_of(one));
    if (one.id == id) of_id.push_back(name_of(one));
    if (one.id == id && (lang.empty() || one.lang == lang)) restored.push_back(one);
  }
  if (restored.empty()) {
    const Withdrawal wanted{id, lang, "", ""};
    if (of_id.empty()) {
      return fail(ErrorCode::not_found, name_of(wanted) + " is not withdrawn",
                  all.empty() ? "nothing is withdrawn" : "withdrawn documents: " + joined(all));
    }
    return fail(ErrorCode::not_found, name_of(wanted) + " is not withdrawn alone: " + joined(of_id) + " is",
                "restore that, then withdraw the other languages with --lang");
  }
  std::erase_if(state.withdrawn,
                [&](const Withdrawal& one) { return one.id == id && (lang.empty() || one.lang == lang); });
  return restored;
}

Result<int> run_restore(const RestoreArguments& arguments) {
  const IndexFolder folder(arguments.index);
  CALLSIDE_ASSIGN(const std::string lang, language_option(arguments.lang));
  // A mistyped --index must not create a folder.
  if (folder.list().empty()) CALLSIDE_TRY(folder.current());
  std::vector<Withdrawal> restored;
  CALLSIDE_TRY(change_live_state(folder, [&](LiveState& state) -> Result<void> {
    CALLSIDE_ASSIGN(restored, restore(state, arguments.id, lang));
    return ok();
  }));
  json report = json::array();
  for (const Withdrawal& one : restored) {
    log_live_change(folder, "restore", "restored", name_of(one));
    report.push_back(to_json_value(one));
    if (!arguments.output.json && !arguments.output.quiet)
      std::cout << name_of(one) << " is shown again wherever it is published\n";
  }
  if (arguments.output.json) std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  return 0;
}

}  // namespace

Command add_restore(CLI::App& program) {
  auto arguments = std::make_shared<RestoreArguments>();
  CLI::App* command = program.add_subcommand("restore", "Show a withdrawn document again, at once");
  add_index_option(*command, arguments->index);
  command->add_option("ID", arguments->id, "Id of a withdrawn article or ticket")->required();
  command->add_option("--lang", arguments->lang, "Only its version in this language")->type_name("LANG");
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_restore(*arguments); }};
}

}  // namespace callside
