#pragma once

#include <set>
#include <string>

#include "indexer/base/error.h"
#include "indexer/config/yaml_reader.h"

namespace callside {

// Reads `groups` of callside.yaml: one name or a list of names of audiences besides public and internal. An
// absent value declares none.
Result<std::set<std::string>> read_groups(const YamlValue& value);

}  // namespace callside
