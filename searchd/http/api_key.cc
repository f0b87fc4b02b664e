#include "searchd/http/api_key.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/day.h"
#include "searchd/http/secret.h"

namespace callside {

namespace {

constexpr std::string_view kPrefix = "cs_";
constexpr std::size_t kKeyBytes = 3 + 43;

class Reader {
 public:
  Reader(std::string file_name, const std::optional<std::set<std::string>>& groups)
      : file_name_(std::move(file_name)), groups_(groups) {}

  Result<std::vector<ApiKey>> read(const YAML::Node& root) const {
    std::vector<ApiKey> keys;
    if (!root.IsDefined() || root.IsNull()) return keys;
    if (!root.IsSequence()) return wrong(root, "a keys file is a list of keys");
    for (const YAML::Node& node : root) {
      CALLSIDE_ASSIGN(ApiKey key, read_key(node));
      for (const ApiKey& other : keys) {
        if (other.name == key.name) return wrong(node, "the name " + key.name + " stands twice");
        if (other.sha256 == key.sha256) return wrong(node, "the same sha256 as " + other.name);
      }
      keys.push_back(std::move(key));
    }
    return keys;
  }

 private:
  tl::unexpected<Error> wrong(const YAML::Node& node, const std::string& what) const {
    return fail(ErrorCode::invalid_input,
                file_name_ + ":" + std::to_string(node.Mark().line + 1) + ": " + what,
                "make entries with: callside-searchd key new --name NAME --audiences public,internal");
  }

  Result<ApiKey> read_key(const YAML::Node& node) const {
    if (!node.IsMap()) return wrong(node, "a key is a mapping with name, sha256 and audiences");
    ApiKey key;
    for (const auto& field : node) {
      if (!field.first.IsScalar()) {
        return wrong(field.first, "a key is a mapping with name, sha256 and audiences");
      }
      CALLSIDE_TRY(read_field(field.first, field.second, key));
    }
    for (const char* needed : {"name", "sha256", "audiences"}) {
      if (!node[needed]) return wrong(node, std::string("a key without ") + needed);
    }
    return key;
  }

  Result<void> read_field(const YAML::Node& name, const YAML::Node& value, ApiKey& key) const {
    const std::string& field = name.Scalar();
    if (field == "audiences") {
      CALLSIDE_ASSIGN(key.access.audiences, read_names(field, value));
      for (const std::string& audience : key.access.audiences) {
        const bool known =
            audience == "public" || audience == "internal" || !groups_ || groups_->contains(audience);
        if (!known) return wrong(value, "the group " + audience + " is not declared in the configuration");
      }
      return ok();
    }
    if (field == "brands") {
      CALLSIDE_ASSIGN(key.access.brands, read_names(field, value));
      key.access.all_brands = false;
      return ok();
    }
    if (field != "name" && field != "sha256" && field != "until") return wrong(name, "unknown: " + field);
    if (!value.IsScalar() || value.Scalar().empty()) return wrong(value, field + " must be a text");
    if (field == "name") {
      key.name = value.Scalar();
    } else if (field == "until") {
      if (!parse_day(value.Scalar())) return wrong(value, "until must be a day such as 2027-01-31");
      key.until = value.Scalar();
    } else {
      key.sha256 = lower_case(value.Scalar());
      const bool hexadecimal = key.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
      if (key.sha256.size() != 64 || !hexadecimal) {
        return wrong(value, "sha256 must be 64 hexadecimal digits");
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
        if (!item.IsScalar() || item.Scalar().empty()) return wrong(item, field + " must be a list of names");
        names.insert(item.Scalar());
      }
    }
    if (names.empty()) return wrong(value, field + " must be a list of names");
    return names;
  }

  const std::string file_name_;
  const std::optional<std::set<std::string>>& groups_;
};

}  // namespace

Result<std::vector<ApiKey>> parse_keys(const std::string& yaml, const std::string& file_name,
                                    const std::optional<std::set<std::string>>& groups) {
  try {
    return Reader(file_name, groups).read(YAML::Load(yaml));
  } catch (const YAML::Exception& e) {
    return fail(ErrorCode::invalid_input, file_name + ":" + std::to_string(e.mark.line + 1) + ": " + e.msg);
  }
}

bool is_list_of_keys(const std::string& yaml) {
  try {
    return YAML::Load(yaml).IsSequence();
  } catch (const YAML::Exception&) {
    return false;
  }
}

std::string key_entry(const ApiKey& key) {
  YAML::Emitter out;
  const auto names = [&](const std::set<std::string>& values) {
    out << YAML::Flow << YAML::BeginSeq;
    for (const std::string& value : values) out << value;
    out << YAML::EndSeq;
  };
  out << YAML::BeginSeq << YAML::BeginMap;
  out << YAML::Key << "name" << YAML::Value << key.name;
  out << YAML::Key << "sha256" << YAML::Value << key.sha256;
  out << YAML::Key << "audiences" << YAML::Value;
  names(key.access.audiences);
  if (!key.access.all_brands) {
    out << YAML::Key << "brands" << YAML::Value;
    names(key.access.brands);
  }
  if (!key.until.empty()) out << YAML::Key << "until" << YAML::Value << key.until;
  out << YAML::EndMap << YAML::EndSeq;
  return std::string(out.c_str()) + "\n";
}

std::string new_key_text() { return std::string(kPrefix) + random_secret(); }

bool is_key_text(std::string_view text) {
  return text.size() == kKeyBytes && text.substr(0, kPrefix.size()) == kPrefix &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_'; });
}

}  // namespace callside
