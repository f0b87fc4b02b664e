#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "indexer/base/version.h"
#include "indexer/commands/command.h"
#include "indexer/commands/declared_work.h"
#include "indexer/commands/terminal/publication_report.h"
#include "indexer/commands/usage_error.h"

namespace {

constexpr const char* kFooter = R"(
Exit status:
    0  done
    1  failed, nothing was published
    2  wrong usage
    3  done, but some documents were rejected
    4  stopped by a guard, the gate or a rollback's hold, nothing was published
   11  the index was built by another version of this program: build it again
   19  another writer has locked the index
  130  interrupted, nothing was published

Example:
  callside-index build --index kb articles/ tickets.jsonl
  callside-searchd --index kb)";

int report(const callside::Error& error) {
  callside::print_error(error);
  return callside::exit_code(error.code);
}

int run(int argc, char** argv) {
  CLI::App app(
      "Build and manage the index that callside-searchd searches, from help articles and resolved tickets",
      "callside-index");
  app.set_version_flag("--version", std::string("callside-index ") + callside::kVersion);
  app.require_subcommand(1);
  app.footer(kFooter);
  using namespace callside;
  const std::vector<Command> commands{
      add_init(app),    add_build(app),   add_update(app),     add_watch(app),   add_status(app),
      add_inspect(app), add_publish(app), add_rollback(app),   add_diff(app),    add_preview(app),
      add_log(app),     add_notice(app),  add_withdraw(app),   add_restore(app), add_forget(app),
      add_check(app),   add_todo(app),    add_translated(app), add_eval(app),    add_completions(app),
      add_man(app),     add_share(app),   add_verify(app)};
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    return report(explain_usage(app, {argv + 1, argv + argc}, error));
  }
  for (const callside::Command& command : commands) {
    if (!command.app->parsed()) continue;
    if (command.needs_index) {
      const Result<void> taken = take_declared_index(*command.app);
      if (!taken) return report(taken.error());
    }
    const callside::Result<int> done = command.run();
    return done ? *done : report(done.error());
  }
  return callside::exit_code(callside::ErrorCode::usage);
}

}  // namespace

int main(int argc, char** argv) {
  // Failures are values. Only a library may still throw; its exception is reported like any other error.
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    return report({callside::ErrorCode::internal, std::string("unexpected failure: ") + error.what(), {}});
  }
}
