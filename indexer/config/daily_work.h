#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"

namespace YAML {
class Node;
}

namespace callside {

// What callside.yaml declares of the work that is done day by day, so that `callside-index update` alone does
// it: which index, out of which sources, and what must hold before it is published. Plain values; any thread.
struct DailyWork {
  // A path, absolute, and the line that names it. In the file, paths are relative to the file's folder.
  struct Path {
    std::filesystem::path path;
    std::size_t line = 0;
  };
  struct Default {
    std::string value;
    std::size_t line = 0;
  };
  struct Gate {
    Path judgements;          // empty where tickets are what it judges by
    std::size_t tickets = 0;  // how many (gate_tickets.h)
    // Shares from 0 to 1.
    std::optional<double> min_success3, max_drop;
  };

  std::optional<Path> index;
  std::vector<Path> sources;                // in the order of the file; no two are the same
  std::map<std::string, Default> defaults;  // of kDefaultKeys; what a value may be is the readers' matter
  std::optional<Gate> gate;
};

// "index" and the others.
const std::vector<std::string_view>& daily_work_keys();

// Reads the value of one of these keys. An unknown key in it is an error that names its line and the nearest
// known one. May throw YAML::Exception.
Result<void> read_daily_work(const std::filesystem::path& file, const std::string& key,
                             const YAML::Node& node, DailyWork& work);

}  // namespace callside
