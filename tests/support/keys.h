#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/programs.h"

namespace callside::testing {

// Adds a new API key to a keys file with `key new` and returns the key.
inline std::string new_key(const std::filesystem::path& keys, const std::string& name,
                           const std::string& audiences, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments{"key",         "new",     "--name", name,
                                     "--audiences", audiences, "--keys", keys.string()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Finished made = callside_searchd(arguments);
  if (made.status != 0) throw std::runtime_error("key new failed: " + made.err);
  return made.out.substr(0, made.out.find('\n'));
}

}  // namespace callside::testing
