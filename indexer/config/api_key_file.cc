#include "indexer/config/api_key_file.h"

#include <algorithm>
#include <string_view>

#include "indexer/base/ascii.h"
#include "indexer/base/day.h"
#include "indexer/config/yaml_reader.h"

namespace callside {

namespace {

constexpr std::string_view kFields[] = {"name", "sha256", "audiences", "brands", "until"};
constexpr std::string_view kRequiredFields[] = {"name", "sha256", "audiences"};
constexpr const char* kHint =
    "make entries with: callside-searchd key new --name NAME --audiences public,internal";

class ApiKeyFileReader {
 public:
  explicit ApiKeyFileReader(const std::optional<std::set<std::string>>& groups) : groups_(groups) {}

  Result<ApiKeyFile> read(const YamlValue& root) const {
    ApiKeyFile file;
    if (root.is_missing()) {
      file.is_blank = true;
      return file;
    }
    if (!root.is_list()) return root.fault("a keys file must be a list of keys", kHint);
    for (const YamlValue& node : root.items()) {
      CALLSIDE_ASSIGN(ApiKeyEntry entry, read_entry(node));
      for (const ApiKeyEntry& other : file.entries) {
        if (other.name == entry.name)
          return node.fault("the name \"" + entry.name + "\" occurs twice", kHint);
        if (other.sha256 == entry.sha256) {
          return node.fault("the same sha256 as the key \"" + other.name + "\"", kHint);
        }
      }
      file.entries.push_back(std::move(entry));
    }
    return file;
  }

 private:
  Result<ApiKeyEntry> read_entry(const YamlValue& node) const {
    if (!node.is_map()) return node.fault("a key must be a mapping with name, sha256 and audiences", kHint);
    ApiKeyEntry entry;
    CALLSIDE_TRY(node.each_key({kFields, "", "field"}, [&](const YamlValue& field, const YamlValue& value) {
      return read_field(field.text(), value, entry);
    }));
    for (const std::string_view required : kRequiredFields) {
      if (!node.find(required)) return node.fault("a key without " + std::string(required), kHint);
    }
    return entry;
  }

  Result<void> read_field(const std::string& field, const YamlValue& value, ApiKeyEntry& entry) const {
    if (field == "audiences") {
      CALLSIDE_ASSIGN(entry.audiences, read_names(field, value));
      return check_audiences(value, entry.audiences);
    }
    if (field == "brands") {
      CALLSIDE_ASSIGN(entry.brands, read_names(field, value));
      return ok();
    }
    if (!value.has_text()) return value.fault(field + " must be a string", kHint);
    if (field == "name") {
      entry.name = value.text();
    } else if (field == "until") {
      if (!parse_day(value.text())) {
        return value.fault("until must be a day", "write, for example, until: 2027-01-31");
      }
      entry.until = value.text();
    } else {
      entry.sha256 = lower_case(value.text());
      const bool hexadecimal = entry.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
      if (entry.sha256.size() != 64 || !hexadecimal) {
        return value.fault("sha256 must be 64 hexadecimal digits", kHint);
      }
    }
    return ok();
  }

  Result<std::set<std::string>> read_names(const std::string& field, const YamlValue& value) const {
    std::set<std::string> names;
    for (const YamlValue& item : value.one_or_many()) {
      if (!item.has_text()) return item.fault(field + " must be a list of names", kHint);
      names.insert(item.text());
    }
    if (names.empty()) return value.fault(field + " must be a list of names", kHint);
    return names;
  }

  Result<void> check_audiences(const YamlValue& value, const std::set<std::string>& audiences) const {
    if (!groups_) return ok();
    for (const std::string& audience : audiences) {
      if (audience == "public" || audience == "internal" || groups_->contains(audience)) continue;
      return value.fault("unknown audience " + quoted_text(audience),
                         "declare it under groups: in callside.yaml");
    }
    return ok();
  }

  const std::optional<std::set<std::string>>& groups_;
};

}  // namespace

Result<ApiKeyFile> parse_api_key_file(const std::string& yaml, const std::filesystem::path& path,
                                      const std::optional<std::set<std::string>>& groups) {
  CALLSIDE_ASSIGN(const YamlValue root, parse_yaml(yaml, path, kHint));
  return ApiKeyFileReader(groups).read(root);
}

std::string format_api_key_entry(const ApiKeyEntry& entry) {
  std::string yaml = "- name: " + yaml_text(entry.name) + "\n  sha256: " + yaml_text(entry.sha256) +
                     "\n  audiences: " + yaml_list(entry.audiences);
  if (entry.brands) yaml += "\n  brands: " + yaml_list(*entry.brands);
  if (!entry.until.empty()) yaml += "\n  until: " + yaml_text(entry.until);
  return yaml + "\n";
}

}  // namespace callside
