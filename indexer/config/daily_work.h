#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/config/yaml_reader.h"

namespace callside {

// The daily work that callside.yaml declares: which index, from which sources, and what must hold before it
// is published. `callside-index update` without arguments does this work. Plain values; safe for any thread.
struct DailyWork {
  // An absolute path, and the line that names it. In the file, paths are relative to the file's folder.
  struct Path {
    std::filesystem::path path;
    std::size_t line = 0;
  };
  struct Default {
    std::string value;
    std::size_t line = 0;
  };
  struct Gate {
    Path judgements;          // empty if `tickets` is set
    std::size_t tickets = 0;  // number of the index's tickets to use as judgements (gate_tickets.h)
    // Shares from 0 to 1.
    std::optional<double> min_success3, max_drop;
  };

  std::optional<Path> index;
  std::vector<Path> sources;                // in file order, without duplicates
  std::map<std::string, Default> defaults;  // for kDefaultKeys; the sources' readers validate the values
  std::optional<Gate> gate;
};

// Top-level keys of the daily work: "index" etc.
const std::vector<std::string_view>& daily_work_keys();

// Reads the value of one of these keys. An unknown key inside it is an error that names its line and the
// nearest known key. `file` is the configuration: paths are relative to its folder.
Result<void> read_daily_work(const std::filesystem::path& file, const std::string& key,
                             const YamlValue& value, DailyWork& work);

}  // namespace callside
