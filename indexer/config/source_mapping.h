#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"

namespace YAML {
class Node;
}

namespace callside {

struct Config;

// What callside.yaml says of a help desk's own numbers and names, a section a kind of export (zendesk,
// freshdesk, zammad, intercom, csv): which audience its segments are, which language its locales. What each
// key is for stands in indexer/sources/SOURCES.md. Plain values; any thread.
class SourceMapping {
 public:
  // What `id` is mapped to under `key` ("segments"); nullptr: nothing. Never empty where it is an audience.
  const std::vector<std::string>* find(std::string_view key, std::string_view id) const;
  // The value of a key that is no map; empty: it is not there.
  std::string one(std::string_view key) const;
  bool has(std::string_view key) const { return values_.find(key) != values_.end(); }
  // All that is mapped under a key; of a key that is no map, its values under "".
  const std::map<std::string, std::vector<std::string>, std::less<>>& all(std::string_view key) const;

 private:
  friend Result<void> read_source_mapping(const std::filesystem::path&, const std::string&, const YAML::Node&,
                                          const Config&, SourceMapping&);

  std::map<std::string, std::map<std::string, std::vector<std::string>, std::less<>>, std::less<>> values_;
};

// "zendesk" and the others.
const std::vector<std::string_view>& source_sections();

// Reads the section `name`. An unknown key is an error that names its line and the nearest known one; so is
// an audience that `config` does not declare, which must therefore have its groups already. May throw
// YAML::Exception.
Result<void> read_source_mapping(const std::filesystem::path& path, const std::string& name,
                                 const YAML::Node& node, const Config& config, SourceMapping& mapping);

}  // namespace callside
