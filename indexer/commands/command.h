#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>

#include <CLI/CLI.hpp>

#include "indexer/base/error.h"

namespace callside {

// One command of callside-index: a file NAME.cc defines one, main.cc lists them all.

// What every command that reports has.
struct Output {
  bool json = false;
  bool quiet = false;  // nothing but errors
};

// What a command does once its options are read: its exit status, or why it failed.
using Run = std::function<Result<int>()>;

struct Command {
  CLI::App* app = nullptr;
  Run run;
  bool needs_index = true;  // where it has --index: by the command line, or by the configuration
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

// --index DIR. Where it is not given, declared_work.h fills it in from the configuration.
void add_index_option(CLI::App& command, std::filesystem::path& index);
void add_output_options(CLI::App& command, Output& output);

// Set by SIGINT and SIGTERM once install_interrupt() was called.
const std::atomic<bool>& interrupted();
void install_interrupt();

}  // namespace callside
