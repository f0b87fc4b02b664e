#pragma once

#include <string>

#include "indexer/command_line/command_table.h"

namespace callside {

// What a shell needs to complete a program's command line: commands, options, the values of those that have
// few, files and folders. Scripts to be sourced (bash, fish) or put on $fpath as _PROGRAM (zsh).
std::string bash_completion(const CommandEntry& program);
std::string zsh_completion(const CommandEntry& program);
std::string fish_completion(const CommandEntry& program);

}  // namespace callside
