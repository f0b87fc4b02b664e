#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>

#include <CLI/CLI.hpp>

#include "indexer/base/error.h"

namespace callside {

// The commands of callside-index. NAME.cc defines the command NAME; main.cc lists them all.

// Options of every command that reports something.
struct Output {
  bool json = false;
  bool quiet = false;  // print errors only
};

// Runs a command whose options have been parsed. Returns the exit status of the program, or the error.
using Run = std::function<Result<int>()>;

struct Command {
  CLI::App* app = nullptr;
  Run run;
  // True if a missing --index must be filled in from the configuration. Has no effect without that option.
  bool needs_index = true;
};

Command add_completions(CLI::App& program);
Command add_man(CLI::App& program);
Command add_share(CLI::App& program);
Command add_init(CLI::App& program);
Command add_build(CLI::App& program);
Command add_update(CLI::App& program);
Command add_watch(CLI::App& program);
Command add_status(CLI::App& program);
Command add_verify(CLI::App& program);
Command add_inspect(CLI::App& program);
Command add_publish(CLI::App& program);
Command add_rollback(CLI::App& program);
Command add_preview(CLI::App& program);
Command add_log(CLI::App& program);
Command add_diff(CLI::App& program);
Command add_notice(CLI::App& program);
Command add_withdraw(CLI::App& program);
Command add_restore(CLI::App& program);
Command add_forget(CLI::App& program);
Command add_translated(CLI::App& program);
Command add_check(CLI::App& program);
Command add_todo(CLI::App& program);
Command add_eval(CLI::App& program);

// Adds --index DIR. take_declared_index() fills it in from the configuration if it is not given.
void add_index_option(CLI::App& command, std::filesystem::path& index);
// Adds --json and --quiet.
void add_output_options(CLI::App& command, Output& output);

// True once SIGINT or SIGTERM has arrived. install_interrupt() installs the handlers.
const std::atomic<bool>& interrupted();
void install_interrupt();

}  // namespace callside
