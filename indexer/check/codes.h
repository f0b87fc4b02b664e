#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "indexer/check/check_finding.h"

namespace callside {

// One code, for the command, its help and CHECKS.md alike.
struct CodeInfo {
  CheckCode code;
  std::string_view name;  // "missing-title"
  CheckLevel level;       // unless the configuration says another
  std::string_view meaning;
};

// In the order of CheckCode.
std::span<const CodeInfo> all_codes();
const CodeInfo& info(CheckCode code);
std::optional<CheckCode> find_code(std::string_view name);
std::optional<CheckLevel> find_level(std::string_view name);
// The name that a mistyped one resembles most.
std::string_view nearest_code(std::string_view name);

// All codes as a table in Markdown: what `check --list` prints, and CHECKS.md holds.
std::string codes_table();

}  // namespace callside
