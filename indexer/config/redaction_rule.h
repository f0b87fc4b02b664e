#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/base/error.h"

namespace YAML {
class Node;
}

namespace callside {

// What an organisation adds to the redaction of its tickets, one entry of the list `redact` in callside.yaml:
//
//     redact:
//       - name: student number
//         pattern: '\bN\d{7}\b'       # ICU regular expression, case-sensitive unless it begins with (?i)
//         mark: '[student number]'    # default: the name in brackets
//         keep: [N0000000]            # what the pattern matches and must stay
//       - keep: [Linden Park, 555-0112]  # without a pattern: no rule and no detector takes these
struct RedactionRule {
  std::string name;     // for reports: counts stand under it; empty where there is no pattern
  std::string pattern;  // UTF-8; not yet compiled (redact/rule_matcher.h does); empty: only `keep` counts
  std::string mark;     // "[...]", ASCII
  std::vector<std::string> keep;
  std::string place;  // "callside.yaml:12", for errors
};

// Reads the list. An error names the file and line.
Result<std::vector<RedactionRule>> read_redaction_rules(const std::filesystem::path& path,
                                                        const YAML::Node& node);

}  // namespace callside
