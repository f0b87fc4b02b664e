#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/config/yaml_reader.h"

namespace callside {

// An organisation's addition to the redaction of its tickets: one entry of the list `redact` in
// callside.yaml.
//
//     redact:
//       - name: student number
//         pattern: '\bN\d{7}\b'       # ICU regular expression, case-sensitive unless it begins with (?i)
//         mark: '[student number]'    # default: the name in brackets
//         keep: [N0000000]            # matches of the pattern that are not redacted
//       - keep: [Linden Park, 555-0112]  # without a pattern: never redacted by any rule or detector
struct RedactionRule {
  std::string name;     // counts in reports appear under it; empty if there is no pattern
  std::string pattern;  // UTF-8; redact/rule_matcher.h compiles it; empty: the rule is only `keep`
  std::string mark;     // "[...]", ASCII
  std::vector<std::string> keep;
  std::string place;  // "callside.yaml:12", for errors
};

// Reads the list. Errors name the file and line.
Result<std::vector<RedactionRule>> read_redaction_rules(const YamlValue& list);

}  // namespace callside
