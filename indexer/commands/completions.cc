#include <iostream>
#include <memory>
#include <string>

#include "indexer/command_line/man_page.h"
#include "indexer/command_line/shared_files.h"
#include "indexer/command_line/shell_completion.h"
#include "indexer/commands/command.h"

namespace callside {

namespace {

constexpr const char* kCompletionsFooter = R"(
In this session:       source <(callside-index completions bash)
In every session:      callside-index completions bash > ~/.local/share/bash-completion/completions/callside-index
zsh, into a $fpath:    callside-index completions zsh > ~/.zfunc/_callside-index
fish:                  callside-index completions fish > ~/.config/fish/completions/callside-index.fish)";

Result<int> print_page(const CLI::App& program, const std::string& name) {
  const CommandEntry table = read_command_table(program);
  if (name.empty()) {
    std::cout << man_page(table, table, true);
    return 0;
  }
  for (const CommandEntry& command : table.commands) {
    if (command.name != name) continue;
    std::cout << man_page(table, command, true);
    return 0;
  }
  return fail(ErrorCode::usage, "unknown command " + name, "callside-index --help lists all commands");
}

}  // namespace

Command add_completions(CLI::App& program) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = program.add_subcommand("completions", "Print the completion script for a shell");
  command->add_option("SHELL", *shell, "Name of the shell")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->footer(kCompletionsFooter);
  return {command, [shell, &program]() -> Result<int> {
            const CommandEntry table = read_command_table(program);
            std::cout << (*shell == "bash"  ? bash_completion(table)
                          : *shell == "zsh" ? zsh_completion(table)
                                            : fish_completion(table));
            return 0;
          }};
}

// Hidden: only packagers and the build need `man` and `share`.
Command add_man(CLI::App& program) {
  auto name = std::make_shared<std::string>();
  CLI::App* command = program.add_subcommand("man", "Print the manual page of a command")->group("");
  command->add_option("COMMAND", *name, "Command to describe; default: the program itself");
  return {command, [name, &program] { return print_page(program, *name); }};
}

Command add_share(CLI::App& program) {
  auto folder = std::make_shared<std::string>();
  CLI::App* command =
      program.add_subcommand("share", "Write the manual pages and completion scripts into a folder tree")
          ->group("");
  command->add_option("DIR", *folder, "Root of the tree, such as /usr/share")->required();
  return {command, [folder, &program]() -> Result<int> {
            CALLSIDE_TRY(write_shared_files(read_command_table(program), true, *folder));
            return 0;
          }};
}

}  // namespace callside
