#include "indexer/config/daemon_settings.h"

#include <string_view>

#include "indexer/config/config.h"
#include "indexer/config/groups.h"
#include "indexer/config/yaml_reader.h"

namespace callside {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSearchdKeys[] = {"listen",    "keys",     "state",  "hosts",
                                             "log_level", "deadline", "metrics"};

class DaemonSettingsReader {
 public:
  explicit DaemonSettingsReader(const fs::path& file) : file_(file) {}

  Result<DaemonSettings> read(const YamlValue& root) {
    if (root.is_missing()) return settings_;
    if (!root.is_map())
      return root.fault("the configuration must be keys with values", "write, for example, index: kb");
    if (const auto groups = root.find("groups")) {
      CALLSIDE_ASSIGN(settings_.groups, read_groups(*groups));
    }
    if (const auto index = root.find("index")) {
      CALLSIDE_ASSIGN(settings_.index, path(*index, "index", "kb"));
    }
    if (const auto section = root.find("searchd")) CALLSIDE_TRY(read_searchd(*section));
    return settings_;
  }

 private:
  Result<void> read_searchd(const YamlValue& section) {
    if (!section.is_map()) {
      return section.fault("searchd must be keys with values",
                           "write, for example, searchd: {listen: '127.0.0.1:8080'}");
    }
    return section.each_key(
        {kSearchdKeys, "under searchd"},
        [this](const YamlValue& key, const YamlValue& value) { return read_searchd_key(key.text(), value); });
  }

  Result<void> read_searchd_key(const std::string& name, const YamlValue& value) {
    if (name == "listen") {
      CALLSIDE_ASSIGN(settings_.listen, text(value, name, "127.0.0.1:8080"));
    } else if (name == "keys") {
      CALLSIDE_ASSIGN(settings_.keys, path(value, name, "keys.yaml"));
    } else if (name == "state") {
      CALLSIDE_ASSIGN(settings_.state, path(value, name, "state"));
    } else if (name == "hosts") {
      CALLSIDE_ASSIGN(settings_.hosts, texts(value, name, "[kb.example]"));
    } else if (name == "log_level") {
      CALLSIDE_ASSIGN(settings_.log_level, text(value, name, "info"));
    } else if (name == "deadline") {
      CALLSIDE_ASSIGN(settings_.deadline, text(value, name, "50"));
    } else {
      CALLSIDE_ASSIGN(settings_.metrics, text(value, name, "open"));
    }
    return ok();
  }

  // `example` is a valid value of `name`, for the hint.
  Result<std::string> text(const YamlValue& value, const std::string& name,
                           const std::string& example) const {
    if (!value.has_text())
      return value.fault(name + " must be a string", "write, for example, " + name + ": " + example);
    return value.text();
  }

  Result<fs::path> path(const YamlValue& value, const std::string& name, const std::string& example) const {
    CALLSIDE_ASSIGN(const std::string relative, text(value, name, example));
    return file_.parent_path() / relative;
  }

  // Reads a list of strings, a single string, or the keys of a mapping.
  Result<std::vector<std::string>> texts(const YamlValue& value, const std::string& name,
                                         const std::string& example) const {
    std::vector<YamlValue> items = value.one_or_many();
    if (value.is_map()) {
      items.clear();
      for (const YamlEntry& entry : value.entries()) items.push_back(entry.key);
    }
    std::vector<std::string> values;
    for (const YamlValue& item : items) {
      CALLSIDE_ASSIGN(std::string one, text(item, name, example));
      values.push_back(std::move(one));
    }
    return values;
  }

  const fs::path& file_;
  DaemonSettings settings_;
};

}  // namespace

Result<DaemonSettings> read_daemon_settings(const fs::path& file) {
  CALLSIDE_ASSIGN(const YamlValue root, read_yaml(file, kMaxConfigBytes));
  return DaemonSettingsReader(file).read(root);
}

}  // namespace callside
