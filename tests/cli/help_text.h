#pragma once

#include <sstream>
#include <string>
#include <vector>

namespace callside::testing {

// Returns the names listed below "Subcommands:" in a help text.
inline std::vector<std::string> commands_in(const std::string& help) {
  std::vector<std::string> names;
  const std::size_t begin = help.find("Subcommands:\n");
  if (begin == std::string::npos) return names;
  std::istringstream text(help.substr(begin + 13));
  for (std::string line; std::getline(text, line) && !line.empty();) {
    // The continuation of a description is indented further.
    if (line.size() > 2 && line[2] != ' ') names.push_back(line.substr(2, line.find(' ', 2) - 2));
  }
  return names;
}

}  // namespace callside::testing
