#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace callside {

// The commands and options of a program, read from the CLI11 objects that parse its command line. Manual
// pages and shell completions are generated from them, so they cannot differ from --help.

struct CommandOption {
  std::vector<std::string> names;   // "--index", "-h"; empty for a positional argument
  std::string positional;           // name of a positional argument, such as "SOURCE"; empty for an option
  std::string value;                // name of its value, such as "DIR"; empty for a flag
  std::vector<std::string> values;  // the allowed values; empty: any
  std::string help;
  bool required = false;
  bool repeatable = false;

  // Judged by the name of the value: a DIR is a folder; a FILE and a SOURCE are files or folders.
  bool takes_folder() const { return value == "DIR"; }
  bool takes_file() const { return value == "FILE" || positional == "SOURCE"; }
};

struct CommandEntry {
  std::string name;                    // "build", or the name of the program
  std::string help;                    // one line
  std::string footer;                  // the text below the options
  std::vector<CommandOption> options;  // as --help lists them
  std::vector<CommandEntry> commands;
};

// Reads the table of `app`. Omits hidden commands and options, as --help does.
CommandEntry read_command_table(const CLI::App& app);

}  // namespace callside
