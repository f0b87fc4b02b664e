#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/config/yaml_reader.h"

namespace callside {

// The section `check` of callside.yaml, which silences or re-grades findings of `check` for an organisation.
//
//   check:
//     ignore:
//       - near-duplicate                                   everywhere
//       - {code: dead-link, ids: [wiki/start, "old/*"]}    for these articles; * matches any suffix
//     levels: {missing-title: warning, outdated: error}    error, warning or note
//     languages: [en, sl]                                  languages that every article should have
//
// Codes are validated by check/rules.h, which defines them. Plain values.
struct CheckSettings {
  struct Ignored {
    std::string place;  // "callside.yaml:3"
    std::string code;
    std::vector<std::string> ids;  // empty: all
  };
  struct Level {
    std::string place;
    std::string code, level;
  };
  std::vector<Ignored> ignored;
  std::vector<Level> levels;
  std::vector<std::string> languages;  // as written; empty: not set
};

Result<CheckSettings> read_check_settings(const YamlValue& check);

}  // namespace callside
