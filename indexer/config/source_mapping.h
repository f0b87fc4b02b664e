#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/config/yaml_reader.h"

namespace callside {

struct Config;

// The meaning of a help desk's own numbers and names: a section of callside.yaml for a kind of export
// (zendesk, freshdesk, zammad, intercom, csv). Maps segments to audiences, locales to languages, and so on.
// indexer/sources/SOURCES.md documents the keys. Plain values; safe for any thread.
class SourceMapping {
 public:
  // Returns the values that `id` is mapped to under `key` ("segments"), or nullptr. Audience lists are never
  // empty.
  const std::vector<std::string>* find(std::string_view key, std::string_view id) const;
  // Returns the value of a key that is not a mapping; empty if the key is missing.
  std::string one(std::string_view key) const;
  bool has(std::string_view key) const { return values_.find(key) != values_.end(); }
  // Returns everything mapped under a key. For a key that is not a mapping: its values, under "".
  const std::map<std::string, std::vector<std::string>, std::less<>>& all(std::string_view key) const;

 private:
  friend Result<void> read_source_mapping(const std::string&, const YamlValue&, const Config&,
                                          SourceMapping&);

  std::map<std::string, std::map<std::string, std::vector<std::string>, std::less<>>, std::less<>> values_;
};

// The kinds of exports that have a section: "zendesk" etc.
const std::vector<std::string_view>& source_sections();

// Reads the section `name`. Errors name the line. An unknown key is an error, with the nearest known key as a
// hint; so is an audience that `config` does not know, whose groups must therefore be read first.
Result<void> read_source_mapping(const std::string& name, const YamlValue& section, const Config& config,
                                 SourceMapping& mapping);

}  // namespace callside
