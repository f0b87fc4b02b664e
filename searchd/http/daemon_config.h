#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

// What the daemon reads of callside.yaml; the rest of that file is the indexer's.
//
//   index: kb                 # relative to the configuration
//   groups: [partners]        # audiences that there are beside public and internal
//   searchd:
//     listen: 127.0.0.1:8080
//     keys: keys.yaml         # relative to the configuration
//     state: state            # relative to the configuration
//     hosts: [kb.example]
//     log_level: info
//     metrics: key            # or open
struct DaemonSettings {
  std::set<std::string> groups;
  std::optional<std::filesystem::path> index;
  std::optional<std::string> listen;
  std::optional<std::filesystem::path> keys;
  std::optional<std::filesystem::path> state;
  std::vector<std::string> hosts;
  std::optional<std::string> log_level;
  std::optional<std::string> metrics;

  // A wrong type, or a key below `searchd` that is unknown, is an error that names the line.
  static Result<DaemonSettings> read(const std::filesystem::path& file);
};

}  // namespace callside
