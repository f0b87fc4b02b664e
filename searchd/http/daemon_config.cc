#include "searchd/http/daemon_config.h"

#include <yaml-cpp/yaml.h>

#include "indexer/base/files.h"

namespace callside {

namespace {

constexpr std::uint64_t kLargestConfigFile = 16U << 20U;

tl::unexpected<Error> wrong(const std::filesystem::path& file, const YAML::Node& node,
                            const std::string& what) {
  return fail(ErrorCode::usage, file.string() + ":" + std::to_string(node.Mark().line + 1) + ": " + what);
}

Result<std::string> text(const std::filesystem::path& file, const std::string& name, const YAML::Node& node) {
  if (!node.IsScalar() || node.Scalar().empty()) return wrong(file, node, name + " must be a text");
  return node.Scalar();
}

// A list of texts, one text, or the keys of a mapping.
Result<std::vector<std::string>> texts(const std::filesystem::path& file, const std::string& name,
                                       const YAML::Node& node) {
  std::vector<std::string> values;
  if (node.IsSequence()) {
    for (const YAML::Node& item : node) {
      CALLSIDE_ASSIGN(std::string value, text(file, name, item));
      values.push_back(std::move(value));
    }
  } else if (node.IsMap()) {
    for (const auto& item : node) {
      CALLSIDE_ASSIGN(std::string value, text(file, name, item.first));
      values.push_back(std::move(value));
    }
  } else {
    CALLSIDE_ASSIGN(std::string value, text(file, name, node));
    values.push_back(std::move(value));
  }
  return values;
}

Result<void> read_searchd(const std::filesystem::path& file, const YAML::Node& section,
                          DaemonSettings& config) {
  if (!section.IsMap()) return wrong(file, section, "searchd must be a mapping");
  for (const auto& field : section) {
    CALLSIDE_ASSIGN(const std::string name, text(file, "a name below searchd", field.first));
    if (name == "hosts") {
      CALLSIDE_ASSIGN(config.hosts, texts(file, name, field.second));
      continue;
    }
    if (name != "listen" && name != "keys" && name != "state" && name != "log_level" && name != "metrics") {
      return wrong(file, field.first, "unknown below searchd: " + name);
    }
    CALLSIDE_ASSIGN(std::string value, text(file, name, field.second));
    if (name == "listen") {
      config.listen = std::move(value);
    } else if (name == "keys") {
      config.keys = file.parent_path() / value;
    } else if (name == "state") {
      config.state = file.parent_path() / value;
    } else if (name == "metrics") {
      config.metrics = std::move(value);
    } else {
      config.log_level = std::move(value);
    }
  }
  return ok();
}

}  // namespace

Result<DaemonSettings> DaemonSettings::read(const std::filesystem::path& file) {
  CALLSIDE_ASSIGN(const std::string yaml, read_file(file, kLargestConfigFile));
  DaemonSettings config;
  try {
    const YAML::Node root = YAML::Load(yaml);
    if (root.IsNull()) return config;
    if (!root.IsMap()) return wrong(file, root, "the configuration must be a mapping");
    if (const YAML::Node groups = root["groups"]) {
      CALLSIDE_ASSIGN(const auto names, texts(file, "groups", groups));
      config.groups.insert(names.begin(), names.end());
    }
    if (const YAML::Node index = root["index"]) {
      CALLSIDE_ASSIGN(const std::string folder, text(file, "index", index));
      config.index = file.parent_path() / folder;
    }
    if (const YAML::Node section = root["searchd"]) CALLSIDE_TRY(read_searchd(file, section, config));
  } catch (const YAML::Exception& e) {
    return fail(ErrorCode::usage, file.string() + ":" + std::to_string(e.mark.line + 1) + ": " + e.msg);
  }
  return config;
}

}  // namespace callside
