#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/time_zone.h"
#include "indexer/config/check_settings.h"
#include "indexer/config/daily_work.h"
#include "indexer/config/redaction_rule.h"
#include "indexer/config/source_mapping.h"
#include "indexer/config/ticket_age.h"

namespace callside {

// The name of the configuration in a SOURCE folder or the working directory. It is never indexed.
inline constexpr std::string_view kConfigName = "callside.yaml";

// What callside.yaml says. Plain values: copy it, share it, read it from any thread.
struct Config {
  std::filesystem::path file;  // where it was read from; empty: there is none, and all below has its default
  std::set<std::string> groups;       // audiences there are besides public and internal
  std::vector<RedactionRule> redact;  // what is taken out of tickets besides what always is
  CheckSettings check;                // what `check` and `todo` are to say

  TimeZone timezone;         // by which days begin and end; the machine's where the file names none
  TicketAge ticket_max_age;  // tickets that were closed longer ago are left out
  // What decides how records are read, as it stands in the file: all but the daily work's index, sources and
  // gate and the daemon's section. Where it is the same, nothing needs to be read again.
  std::string reading;

  DailyWork daily;  // which index, out of which sources

  std::map<std::string, SourceMapping, std::less<>> mappings;  // by kind of export: "zendesk"

  // Of a kind of export; an empty one where the configuration says nothing.
  const SourceMapping& mapping(std::string_view kind) const;
  // Whether an audience is public, internal, or a declared group. Exact: "Public" is not "public".
  bool knows_audience(std::string_view name) const;
};

// Reads a configuration. UTF-8, at most 1 MiB. A key that is not known is an error that names its line and
// the nearest known key: a misspelt `groups` would otherwise silently reject every document of those groups.
Result<Config> load_config(const std::filesystem::path& path);

// The callside.yaml of the working directory, or of the nearest folder above it that has one, as git finds
// its repository. Absolute; empty: there is none.
std::filesystem::path config_above();

// Finds and reads the configuration: `named` (--config FILE), which must be there; else callside.yaml at the
// root of the first of `sources` that is a folder; else config_above(); else the defaults.
Result<Config> find_config(const std::optional<std::filesystem::path>& named,
                           const std::vector<std::filesystem::path>& sources);

}  // namespace callside
