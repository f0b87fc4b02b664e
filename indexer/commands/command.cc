#include "indexer/commands/command.h"

#include <unistd.h>

#include <csignal>

namespace callside {

namespace {

std::atomic<bool> interrupted_flag{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

// A build may check the flag just before the signal and then block reading a pipe. A SIGALRM every second
// interrupts that read, too.
extern "C" void on_interrupt(int /*signal*/) {
  interrupted_flag.store(true);
  ::alarm(1);
}

}  // namespace

void add_index_option(CLI::App& command, std::filesystem::path& index) {
  command.add_option("--index", index, "Folder of the index; default: index in callside.yaml")
      ->type_name("DIR");
}

void add_output_options(CLI::App& command, Output& output) {
  command.add_flag("--json", output.json, "Print the report as JSON");
  command.add_flag("--quiet", output.quiet, "Print errors only");
}

const std::atomic<bool>& interrupted() { return interrupted_flag; }

void install_interrupt() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  sigemptyset(&action.sa_mask);
  // A second signal kills the program at once. That is safe for published generations, too.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  action.sa_flags = 0;
  sigaction(SIGALRM, &action, nullptr);
}

}  // namespace callside
