#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace callside {

// What a program's command line takes, read off the table that parses it: manual pages and completions of the
// shell are made from it, and can't say anything else than --help.

struct CommandOption {
  std::vector<std::string> names;   // "--index", "-h"; of a positional none
  std::string positional;           // "SOURCE"; else empty
  std::string value;                // what it takes: "DIR"; empty: a flag
  std::vector<std::string> values;  // all that there are; empty: any
  std::string help;
  bool required = false;
  bool repeatable = false;

  // By its kind of value. A DIR is a folder; a FILE and a SOURCE are files or folders.
  bool takes_folder() const { return value == "DIR"; }
  bool takes_file() const { return value == "FILE" || positional == "SOURCE"; }
};

struct CommandEntry {
  std::string name;                    // "build"; of the program its own
  std::string help;                    // one line
  std::string footer;                  // the text below the options
  std::vector<CommandOption> options;  // as --help lists them
  std::vector<CommandEntry> commands;
};

// Hidden commands and options are left out, as --help leaves them out.
CommandEntry read_command_table(const CLI::App& app);

}  // namespace callside
