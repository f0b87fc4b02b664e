#pragma once

#include <string>

#include "indexer/command_line/command_table.h"

namespace callside {

// Scripts that let a shell complete the command line of a program: commands, options, enumerated values,
// files and folders. Source the script (bash, fish) or put it on $fpath as _PROGRAM (zsh).
std::string bash_completion(const CommandEntry& program);
std::string zsh_completion(const CommandEntry& program);
std::string fish_completion(const CommandEntry& program);

}  // namespace callside
