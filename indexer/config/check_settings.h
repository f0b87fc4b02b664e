#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/base/error.h"

namespace YAML {
class Node;
}

namespace callside {

// The section `check` of callside.yaml: what an organisation does not want to hear from `check`, or wants to
// hear louder.
//
//   check:
//     ignore:
//       - near-duplicate                                   everywhere
//       - {code: dead-link, ids: [wiki/start, "old/*"]}    of these articles; * stands for any rest
//     levels: {missing-title: warning, outdated: error}    error, warning or note
//     languages: [en, sl]                                  that every article is to have
//
// The codes are judged where they are known (check/rules.h). Plain values.
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
  std::vector<std::string> languages;  // as written; empty: not said
};

Result<CheckSettings> read_check_settings(const std::filesystem::path& path, const YAML::Node& node);

}  // namespace callside
