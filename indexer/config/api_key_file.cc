#include "indexer/config/api_key_file.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <string_view>

#include "indexer/base/ascii.h"
#include "indexer/base/day.h"
#include "indexer/base/near_key.h"
#include "indexer/base/utf8.h"
#include "indexer/config/config_fault.h"

namespace callside {

namespace {

constexpr std::string_view kFields[] = {"name", "sha256", "audiences", "brands", "until"};
constexpr std::string_view kRequiredFields[] = {"name", "sha256", "audiences"};
constexpr const char* kHint =
    "make entries with: callside-searchd key new --name NAME --audiences public,internal";

class ApiKeyFileReader {
 public:
  ApiKeyFileReader(const std::filesystem::path& path, const std::optional<std::set<std::string>>& groups)
      : path_(path), groups_(groups) {}

  Result<ApiKeyFile> read(const YAML::Node& root) const {
    ApiKeyFile file;
    if (!root.IsDefined() || root.IsNull()) {
      file.is_blank = true;
      return file;
    }
    if (!root.IsSequence()) return fault(root, "a keys file must be a list of keys");
    for (const YAML::Node& node : root) {
      CALLSIDE_ASSIGN(ApiKeyEntry entry, read_entry(node));
      for (const ApiKeyEntry& other : file.entries) {
        if (other.name == entry.name) return fault(node, "the name \"" + entry.name + "\" occurs twice");
        if (other.sha256 == entry.sha256) {
          return fault(node, "the same sha256 as the key \"" + other.name + "\"");
        }
      }
      file.entries.push_back(std::move(entry));
    }
    return file;
  }

 private:
  tl::unexpected<Error> fault(const YAML::Node& node, const std::string& reason,
                              const std::string& hint = kHint) const {
    return config_fault(path_, node.Mark(), reason, hint);
  }

  Result<ApiKeyEntry> read_entry(const YAML::Node& node) const {
    if (!node.IsMap()) return fault(node, "a key must be a mapping with name, sha256 and audiences");
    ApiKeyEntry entry;
    for (const auto& field : node) CALLSIDE_TRY(read_field(field.first, field.second, entry));
    for (const std::string_view required : kRequiredFields) {
      if (!node[std::string(required)]) return fault(node, "a key without " + std::string(required));
    }
    return entry;
  }

  Result<void> read_field(const YAML::Node& name, const YAML::Node& value, ApiKeyEntry& entry) const {
    const std::string field = name.IsScalar() ? name.Scalar() : "";
    if (std::find(std::begin(kFields), std::end(kFields), field) == std::end(kFields)) {
      return fault(name, "unknown field \"" + repair_utf8(field.substr(0, 40)) + "\"",
                   "did you mean \"" + std::string(nearest_key(field, kFields)) + "\"?");
    }
    if (field == "audiences") {
      CALLSIDE_ASSIGN(entry.audiences, read_names(field, value));
      return check_audiences(value, entry.audiences);
    }
    if (field == "brands") {
      CALLSIDE_ASSIGN(entry.brands, read_names(field, value));
      return ok();
    }
    if (!value.IsScalar() || value.Scalar().empty()) return fault(value, field + " must be a string");
    if (field == "name") {
      entry.name = value.Scalar();
    } else if (field == "until") {
      if (!parse_day(value.Scalar())) {
        return fault(value, "until must be a day", "write, for example, until: 2027-01-31");
      }
      entry.until = value.Scalar();
    } else {
      entry.sha256 = lower_case(value.Scalar());
      const bool hexadecimal = entry.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
      if (entry.sha256.size() != 64 || !hexadecimal) {
        return fault(value, "sha256 must be 64 hexadecimal digits");
      }
    }
    return ok();
  }

  Result<std::set<std::string>> read_names(const std::string& field, const YAML::Node& value) const {
    std::set<std::string> names;
    if (value.IsScalar() && !value.Scalar().empty()) {
      names.insert(value.Scalar());
    } else if (value.IsSequence()) {
      for (const YAML::Node& item : value) {
        if (!item.IsScalar() || item.Scalar().empty()) return fault(item, field + " must be a list of names");
        names.insert(item.Scalar());
      }
    }
    if (names.empty()) return fault(value, field + " must be a list of names");
    return names;
  }

  Result<void> check_audiences(const YAML::Node& value, const std::set<std::string>& audiences) const {
    if (!groups_) return ok();
    for (const std::string& audience : audiences) {
      if (audience == "public" || audience == "internal" || groups_->contains(audience)) continue;
      return fault(value, "unknown audience \"" + repair_utf8(audience.substr(0, 40)) + "\"",
                   "declare it under groups: in callside.yaml");
    }
    return ok();
  }

  const std::filesystem::path& path_;
  const std::optional<std::set<std::string>>& groups_;
};

}  // namespace

Result<ApiKeyFile> parse_api_key_file(const std::string& yaml, const std::filesystem::path& path,
                                      const std::optional<std::set<std::string>>& groups) {
  try {
    return ApiKeyFileReader(path, groups).read(YAML::Load(yaml));
  } catch (const YAML::Exception& exception) {
    return config_fault(path, exception.mark, "not valid YAML: " + repair_utf8(exception.msg), kHint);
  }
}

std::string format_api_key_entry(const ApiKeyEntry& entry) {
  YAML::Emitter out;
  const auto names = [&](const std::set<std::string>& values) {
    out << YAML::Flow << YAML::BeginSeq;
    for (const std::string& value : values) out << value;
    out << YAML::EndSeq;
  };
  out << YAML::BeginSeq << YAML::BeginMap;
  out << YAML::Key << "name" << YAML::Value << entry.name;
  out << YAML::Key << "sha256" << YAML::Value << entry.sha256;
  out << YAML::Key << "audiences" << YAML::Value;
  names(entry.audiences);
  if (entry.brands) {
    out << YAML::Key << "brands" << YAML::Value;
    names(*entry.brands);
  }
  if (!entry.until.empty()) out << YAML::Key << "until" << YAML::Value << entry.until;
  out << YAML::EndMap << YAML::EndSeq;
  return std::string(out.c_str()) + "\n";
}

}  // namespace callside
