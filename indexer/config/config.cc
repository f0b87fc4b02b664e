#include "indexer/config/config.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <system_error>

#include "indexer/base/files.h"
#include "indexer/base/near_key.h"
#include "indexer/base/utf8.h"
#include "indexer/config/config_fault.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kConfigLimit = 1U << 20U;
constexpr std::size_t kGroupNameLimit = 64;
// Keys that do not affect how records are read (Config::reading).
constexpr std::array<std::string_view, 5> kNotAboutReading = {"check", "index", "sources", "gate", "searchd"};

std::vector<std::string_view> known_keys() {
  std::vector<std::string_view> keys = {"groups", "redact", "ticket_max_age", "timezone", "check"};
  keys.insert(keys.end(), source_sections().begin(), source_sections().end());
  keys.emplace_back("searchd");  // the daemon reads its section itself
  keys.insert(keys.end(), daily_work_keys().begin(), daily_work_keys().end());
  return keys;
}

Result<void> add_group(const fs::path& path, const YAML::Node& node, Config& config) {
  if (!node.IsScalar()) {
    return config_fault(path, node.Mark(), "a group must be a name",
                        "write groups as a list of names: [tier-2, billing]");
  }
  const std::string& name = node.Scalar();
  if (name == "public" || name == "internal") {
    return config_fault(path, node.Mark(), "the group \"" + name + "\" is built in",
                        "remove it from groups; public and internal need no declaration");
  }
  const bool sound =
      !name.empty() && name.size() <= kGroupNameLimit && name.front() != ' ' && name.back() != ' ' &&
      name.find_first_of(",|\"") == std::string::npos &&
      std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20; });
  if (!sound) {
    return config_fault(
        path, node.Mark(),
        "a group's name is empty, too long, or contains a comma, bar, quote or control character",
        "use up to 64 letters, digits and hyphens, such as tier-2");
  }
  config.groups.insert(name);
  return ok();
}

Result<void> read_groups(const fs::path& path, const YAML::Node& node, Config& config) {
  if (node.IsNull()) return ok();
  if (node.IsScalar()) return add_group(path, node, config);
  if (!node.IsSequence()) {
    return config_fault(path, node.Mark(), "groups must be a list of names",
                        "write groups: [tier-2, billing]");
  }
  for (const auto& group : node) CALLSIDE_TRY(add_group(path, group, config));
  return ok();
}

// `key` is the position of the key: yaml-cpp marks a missing value at the next token.
Result<TimeZone> read_timezone(const fs::path& path, const YAML::Mark& key, const YAML::Node& node) {
  constexpr const char* kExample = "write, for example, timezone: Europe/Ljubljana";
  if (!node.IsScalar() || node.Scalar().empty())
    return config_fault(path, key, "timezone must be the name of a time zone", kExample);
  const std::string name = repair_utf8(node.Scalar().substr(0, 40));
  auto zone = TimeZone::named(name);
  if (!zone) return config_fault(path, node.Mark(), zone.error().message, zone.error().hint);
  return zone;
}

Result<Config> read_config(const fs::path& path, const std::string& bytes) {
  Config config;
  config.file = path;
  const YAML::Node root = YAML::Load(bytes);
  if (root.IsNull()) return config;
  if (!root.IsMap()) {
    return config_fault(path, root.Mark(), "the configuration must be keys with values",
                        "write, for example, groups: [tier-2]");
  }
  const std::vector<std::string_view> known = known_keys();
  std::set<std::string> seen;
  for (const auto& entry : root) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      return config_fault(path, entry.first.Mark(), "unknown key \"" + repair_utf8(key.substr(0, 40)) + "\"",
                          "did you mean \"" + std::string(nearest_key(key, known)) + "\"?");
    }
    if (!seen.insert(key).second) {
      return config_fault(path, entry.first.Mark(), "the key \"" + key + "\" occurs twice", "merge the two");
    }
    if (std::find(kNotAboutReading.begin(), kNotAboutReading.end(), key) == kNotAboutReading.end())
      config.reading.append(key).append(": ").append(YAML::Dump(entry.second)).append("\n");
    if (key == "groups") CALLSIDE_TRY(read_groups(path, entry.second, config));
    if (key == "redact") {
      CALLSIDE_ASSIGN(config.redact, read_redaction_rules(path, entry.second));
    }
    if (key == "ticket_max_age") {
      const auto age = TicketAge::parse(entry.second.IsScalar() ? entry.second.Scalar() : "");
      if (!age)
        return config_fault(path, entry.second.Mark(), "ticket_max_age is not a length of time",
                            TicketAge::kHint);
      config.ticket_max_age = *age;
    }
    if (key == "timezone") {
      CALLSIDE_ASSIGN(config.timezone, read_timezone(path, entry.first.Mark(), entry.second));
    }
  }
  for (const std::string_view key : daily_work_keys()) {
    const YAML::Node node = root[std::string(key)];
    if (node) CALLSIDE_TRY(read_daily_work(path, std::string(key), node, config.daily));
  }
  if (const YAML::Node node = root["check"]) {
    CALLSIDE_ASSIGN(config.check, read_check_settings(path, node));
  }
  // Read last: the groups that they refer to may be declared further down.
  for (const std::string_view section : source_sections()) {
    const YAML::Node node = root[std::string(section)];
    if (node)
      CALLSIDE_TRY(read_source_mapping(path, std::string(section), node, config,
                                       config.mappings[std::string(section)]));
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
  CALLSIDE_ASSIGN(const std::string bytes, read_file(path, kConfigLimit));
  try {
    return read_config(path, bytes);
  } catch (const YAML::Exception& exception) {
    return config_fault(path, exception.mark, "not valid YAML: " + repair_utf8(exception.msg),
                        "put quotes around values that contain a colon, and indent with spaces, not tabs");
  }
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
