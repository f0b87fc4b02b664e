#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

// The settings in callside.yaml that the daemon uses; it ignores the file's other keys.
//
//   index: kb                 # relative to the file's folder
//   groups: [partners]        # audiences besides public and internal
//   searchd:
//     listen: 127.0.0.1:8080
//     keys: keys.yaml         # relative to the file's folder
//     state: state            # relative to the file's folder
//     hosts: [kb.example]
//     log_level: info
//     deadline: 50            # milliseconds of a search
//     metrics: key            # or open
//
// The values are as written: the daemon validates addresses, hosts, numbers and choices.
struct DaemonSettings {
  std::set<std::string> groups;
  std::optional<std::filesystem::path> index;
  std::optional<std::string> listen;
  std::optional<std::filesystem::path> keys;
  std::optional<std::filesystem::path> state;
  std::vector<std::string> hosts;
  std::optional<std::string> log_level;
  std::optional<std::string> deadline;
  std::optional<std::string> metrics;
};

// Reads `file`, at most 1 MiB. A value of the wrong type and an unknown key under `searchd` are errors that
// name the line.
Result<DaemonSettings> read_daemon_settings(const std::filesystem::path& file);

}  // namespace callside
