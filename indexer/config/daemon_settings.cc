#include "indexer/config/daemon_settings.h"

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <string_view>

#include "indexer/base/files.h"
#include "indexer/base/near_key.h"
#include "indexer/base/utf8.h"
#include "indexer/config/config_fault.h"

namespace callside {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxConfigBytes = 16U << 20U;
constexpr std::string_view kSearchdKeys[] = {"listen", "keys", "state", "hosts", "log_level", "metrics"};

class DaemonSettingsReader {
 public:
  explicit DaemonSettingsReader(const fs::path& file) : file_(file) {}

  Result<DaemonSettings> read(const YAML::Node& root) {
    if (root.IsNull()) return settings_;
    if (!root.IsMap()) {
      return config_fault(file_, root.Mark(), "the configuration must be keys with values",
                          "write, for example, index: kb");
    }
    if (const YAML::Node groups = root["groups"]) {
      CALLSIDE_ASSIGN(const auto names, texts(groups, "groups", "[tier-2, billing]"));
      settings_.groups.insert(names.begin(), names.end());
    }
    if (const YAML::Node index = root["index"]) {
      CALLSIDE_ASSIGN(settings_.index, path(index, "index", "kb"));
    }
    if (const YAML::Node section = root["searchd"]) CALLSIDE_TRY(read_searchd(section));
    return settings_;
  }

 private:
  Result<void> read_searchd(const YAML::Node& section) {
    if (!section.IsMap()) {
      return config_fault(file_, section.Mark(), "searchd must be keys with values",
                          "write, for example, searchd: {listen: '127.0.0.1:8080'}");
    }
    for (const auto& entry : section) CALLSIDE_TRY(read_searchd_key(entry.first, entry.second));
    return ok();
  }

  Result<void> read_searchd_key(const YAML::Node& key, const YAML::Node& value) {
    const std::string name = key.IsScalar() ? key.Scalar() : "";
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
    } else if (name == "metrics") {
      CALLSIDE_ASSIGN(settings_.metrics, text(value, name, "open"));
    } else {
      return config_fault(file_, key.Mark(),
                          "unknown key \"" + repair_utf8(name.substr(0, 40)) + "\" under searchd",
                          "did you mean \"" + std::string(nearest_key(name, kSearchdKeys)) + "\"?");
    }
    return ok();
  }

  // `example` is a valid value of `name`, for the hint.
  Result<std::string> text(const YAML::Node& node, const std::string& name,
                           const std::string& example) const {
    if (!node.IsScalar() || node.Scalar().empty()) {
      return config_fault(file_, node.Mark(), name + " must be a string",
                          "write, for example, " + name + ": " + example);
    }
    return node.Scalar();
  }

  Result<fs::path> path(const YAML::Node& node, const std::string& name, const std::string& example) const {
    CALLSIDE_ASSIGN(const std::string value, text(node, name, example));
    return file_.parent_path() / value;
  }

  // Reads a list of strings, a single string, or the keys of a mapping.
  Result<std::vector<std::string>> texts(const YAML::Node& node, const std::string& name,
                                         const std::string& example) const {
    std::vector<std::string> values;
    const auto add = [&](const YAML::Node& item) -> Result<void> {
      CALLSIDE_ASSIGN(std::string value, text(item, name, example));
      values.push_back(std::move(value));
      return ok();
    };
    if (node.IsSequence()) {
      for (const YAML::Node& item : node) CALLSIDE_TRY(add(item));
    } else if (node.IsMap()) {
      for (const auto& item : node) CALLSIDE_TRY(add(item.first));
    } else {
      CALLSIDE_TRY(add(node));
    }
    return values;
  }

  const fs::path& file_;
  DaemonSettings settings_;
};

}  // namespace

Result<DaemonSettings> read_daemon_settings(const fs::path& file) {
  CALLSIDE_ASSIGN(const std::string yaml, read_file(file, kMaxConfigBytes));
  try {
    return DaemonSettingsReader(file).read(YAML::Load(yaml));
  } catch (const YAML::Exception& exception) {
    return config_fault(file, exception.mark, "not valid YAML: " + repair_utf8(exception.msg),
                        "put quotes around values that contain a colon, and indent with spaces, not tabs");
  }
}

}  // namespace callside
