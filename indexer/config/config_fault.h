#pragma once

#include <yaml-cpp/yaml.h>

#include <cstddef>
#include <filesystem>
#include <string>

#include "indexer/base/error.h"

namespace callside {

// Errors of the readers of YAML settings: they name the file and the line.

// YAML counts lines from 0, and uses -1 for an unknown line.
inline std::size_t line_of(const YAML::Mark& mark) {
  return mark.line < 0 ? 1 : static_cast<std::size_t>(mark.line) + 1;
}

inline tl::unexpected<Error> config_fault(const std::filesystem::path& file, const YAML::Mark& mark,
                                          const std::string& reason, const std::string& hint) {
  return fail(ErrorCode::invalid_input, file.string() + ":" + std::to_string(line_of(mark)) + ": " + reason,
              hint);
}

}  // namespace callside
