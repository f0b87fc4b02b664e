#pragma once

#include <cstdint>
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

// Name of the configuration file in a SOURCE folder or the working directory. It is never indexed.
inline constexpr std::string_view kConfigName = "callside.yaml";
inline constexpr std::uint64_t kMaxConfigBytes = 1U << 20U;

// The contents of callside.yaml. Plain values: safe to copy, share, and read from any thread.
struct Config {
  std::filesystem::path file;         // the file it was read from; empty: none, and the rest is default
  std::set<std::string> groups;       // audiences besides public and internal
  std::vector<RedactionRule> redact;  // removed from tickets in addition to the built-in detectors' findings
  CheckSettings check;                // for `check` and `todo`

  TimeZone timezone;         // defines when days begin and end; default: the machine's
  TicketAge ticket_max_age;  // tickets that were closed longer ago are left out
  // The settings that affect how records are read, as written: all except the daemon's section, `check`, and
  // the daily work's index, sources and gate. If it is unchanged, no record needs to be read again.
  std::string reading;

  DailyWork daily;  // which index, and its sources

  std::map<std::string, SourceMapping, std::less<>> mappings;  // by kind of export, such as "zendesk"

  // Returns the mapping for a kind of export; empty if the configuration has none.
  const SourceMapping& mapping(std::string_view kind) const;
  // Returns true if an audience is public, internal or a declared group. Case-sensitive.
  bool knows_audience(std::string_view name) const;
};

// Reads a configuration: UTF-8, at most 1 MiB. An unknown key is an error that names its line and the nearest
// known key: ignoring a misspelt `groups` would silently reject every document of those groups.
Result<Config> load_config(const std::filesystem::path& path);

// Returns the absolute path of the callside.yaml in the working directory or the nearest parent folder that
// has one, as git finds its repository. Empty if there is none.
std::filesystem::path config_above();

// Finds and reads the configuration: `named` (--config FILE), which must exist; else callside.yaml at the
// root of the first folder among `sources`; else config_above(); else the defaults.
Result<Config> find_config(const std::optional<std::filesystem::path>& named,
                           const std::vector<std::filesystem::path>& sources);

}  // namespace callside
