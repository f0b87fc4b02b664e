#include "indexer/config/config.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "indexer/base/utf8.h"
#include "indexer/config/groups.h"
#include "indexer/config/yaml_reader.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

// Keys that do not affect how records are read (Config::reading).
constexpr std::array<std::string_view, 5> kNotAboutReading = {"check", "index", "sources", "gate", "searchd"};

const std::vector<std::string_view>& known_keys() {
  static const std::vector<std::string_view> kKeys = [] {
    std::vector<std::string_view> keys = {"groups", "redact", "ticket_max_age", "timezone", "check"};
    keys.insert(keys.end(), source_sections().begin(), source_sections().end());
    keys.emplace_back("searchd");  // the daemon reads its section itself
    keys.insert(keys.end(), daily_work_keys().begin(), daily_work_keys().end());
    return keys;
  }();
  return kKeys;
}

Result<TimeZone> read_timezone(const YamlValue& key, const YamlValue& value) {
  if (!value.has_text()) {
    return key.fault("timezone must be the name of a time zone",
                     "write, for example, timezone: Europe/Ljubljana");
  }
  auto zone = TimeZone::named(repair_utf8(value.text().substr(0, 40)));
  if (!zone) return value.fault(zone.error().message, zone.error().hint);
  return zone;
}

// Reads what depends on no other key.
Result<void> read_key(const YamlValue& key, const YamlValue& value, Config& config) {
  const std::string& name = key.text();
  if (std::find(kNotAboutReading.begin(), kNotAboutReading.end(), name) == kNotAboutReading.end())
    config.reading.append(name).append(": ").append(value.to_yaml()).append("\n");
  if (name == "groups") {
    CALLSIDE_ASSIGN(config.groups, read_groups(value));
  } else if (name == "redact") {
    CALLSIDE_ASSIGN(config.redact, read_redaction_rules(value));
  } else if (name == "ticket_max_age") {
    const auto age = TicketAge::parse(value.text());
    if (!age) return value.fault("ticket_max_age is not a length of time", TicketAge::kHint);
    config.ticket_max_age = *age;
  } else if (name == "timezone") {
    CALLSIDE_ASSIGN(config.timezone, read_timezone(key, value));
  }
  return ok();
}

Result<Config> read_config(const fs::path& path, const YamlValue& root) {
  Config config;
  config.file = path;
  if (root.is_missing()) return config;
  if (!root.is_map())
    return root.fault("the configuration must be keys with values", "write, for example, groups: [tier-2]");
  CALLSIDE_TRY(root.each_key({known_keys(), ""}, [&](const YamlValue& key, const YamlValue& value) {
    return read_key(key, value, config);
  }));
  for (const std::string_view key : daily_work_keys()) {
    const auto value = root.find(key);
    if (value) CALLSIDE_TRY(read_daily_work(path, std::string(key), *value, config.daily));
  }
  if (const auto check = root.find("check")) {
    CALLSIDE_ASSIGN(config.check, read_check_settings(*check));
  }
  // Read last: the groups that they refer to may be declared further down.
  for (const std::string_view name : source_sections()) {
    const std::string section(name);
    const auto value = root.find(name);
    if (value) CALLSIDE_TRY(read_source_mapping(section, *value, config, config.mappings[section]));
  }
  return config;
}

}  // namespace

const SourceMapping& Config::mapping(std::string_view kind) const {
  static const SourceMapping kNone;
  const auto found = mappings.find(kind);
  return found == mappings.end() ? kNone : found->second;
}

bool Config::knows_audience(std::string_view name) const {
  return name == "public" || name == "internal" || groups.find(std::string(name)) != groups.end();
}

Result<Config> load_config(const fs::path& path) {
  CALLSIDE_ASSIGN(const YamlValue root, read_yaml(path, kMaxConfigBytes));
  return read_config(path, root);
}

fs::path config_above() {
  std::error_code error;
  fs::path folder = fs::current_path(error);
  for (; !error && !folder.empty(); folder = folder.parent_path()) {
    if (fs::is_regular_file(folder / kConfigName, error)) return folder / kConfigName;
    if (folder == folder.root_path()) break;
    // An inaccessible folder counts as one without a configuration.
    error.clear();
  }
  return {};
}

Result<Config> find_config(const std::optional<fs::path>& named, const std::vector<fs::path>& sources) {
  if (named) return load_config(*named);
  std::error_code ignored;
  for (const fs::path& source : sources) {
    if (!fs::is_directory(source, ignored)) continue;
    if (fs::exists(source / kConfigName, ignored)) return load_config(source / kConfigName);
    break;
  }
  const fs::path above = config_above();
  return above.empty() ? Config{} : load_config(above);
}

}  // namespace callside
