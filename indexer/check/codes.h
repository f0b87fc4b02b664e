#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "indexer/check/check_finding.h"

namespace callside {

// Describes a code in the command, its help and CHECKS.md.
struct CodeInfo {
  CheckCode code;
  std::string_view name;  // "missing-title"
  CheckLevel level;       // default; the configuration may change it
  std::string_view meaning;
};

// In the order of CheckCode.
std::span<const CodeInfo> all_codes();
const CodeInfo& info(CheckCode code);
std::optional<CheckCode> find_code(std::string_view name);
std::optional<CheckLevel> find_level(std::string_view name);
// Returns the name that is most similar to a mistyped one.
std::string_view nearest_code(std::string_view name);

// Returns all codes as a Markdown table, as printed by `check --list` and contained in CHECKS.md.
std::string codes_table();

}  // namespace callside
