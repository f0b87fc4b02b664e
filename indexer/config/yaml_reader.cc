#include "indexer/config/yaml_reader.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <utility>

#include "indexer/base/files.h"
#include "indexer/base/near_key.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

using FileName = std::shared_ptr<const std::filesystem::path>;

// YAML counts lines from 0, and uses -1 for an unknown line.
std::size_t line_of(const YAML::Mark& mark) {
  return mark.line < 0 ? 1 : static_cast<std::size_t>(mark.line) + 1;
}

}  // namespace

YamlValue::YamlValue(FileName file, const YAML::Node& node)
    : file_(std::move(file)), node_(std::make_shared<const YAML::Node>(node)) {}

bool YamlValue::is_missing() const { return !node_->IsDefined() || node_->IsNull(); }
bool YamlValue::is_text() const { return node_->IsScalar(); }
bool YamlValue::is_list() const { return node_->IsSequence(); }
bool YamlValue::is_map() const { return node_->IsMap(); }

const std::string& YamlValue::text() const {
  static const std::string kNone;
  return is_text() ? node_->Scalar() : kNone;
}

std::optional<double> YamlValue::number() const {
  double value = 0;
  if (!is_text() || !YAML::convert<double>::decode(*node_, value)) return std::nullopt;
  return value;
}

std::size_t YamlValue::size() const { return is_list() || is_map() ? node_->size() : 0; }

std::vector<YamlValue> YamlValue::items() const {
  std::vector<YamlValue> items;
  if (!is_list()) return items;
  for (const auto& item : *node_) items.emplace_back(file_, item);
  return items;
}

std::vector<YamlValue> YamlValue::one_or_many() const {
  return is_list() ? items() : std::vector<YamlValue>{*this};
}

std::vector<YamlEntry> YamlValue::entries() const {
  std::vector<YamlEntry> entries;
  if (!is_map()) return entries;
  for (const auto& entry : *node_) entries.push_back({{file_, entry.first}, {file_, entry.second}});
  return entries;
}

std::optional<YamlValue> YamlValue::find(std::string_view key) const {
  if (!is_map()) return std::nullopt;
  for (const auto& entry : *node_) {
    if (entry.first.IsScalar() && entry.first.Scalar() == key) return YamlValue(file_, entry.second);
  }
  return std::nullopt;
}

Result<void> YamlValue::each_key(const YamlKeys& keys, const Visit& visit) const {
  std::set<std::string> seen;
  for (const auto& [key, value] : entries()) {
    if (std::ranges::find(keys.known, key.text()) == keys.known.end()) {
      std::string reason = "unknown " + std::string(keys.noun) + " " + quoted_text(key.text());
      if (!keys.where.empty()) reason.append(" ").append(keys.where);
      return key.fault(reason, "did you mean \"" + std::string(nearest_key(key.text(), keys.known)) + "\"?");
    }
    if (!seen.insert(key.text()).second) {
      return key.fault("the " + std::string(keys.noun) + " \"" + key.text() + "\" occurs twice",
                       "merge the two, or keep only one");
    }
    CALLSIDE_TRY(visit(key, value));
  }
  return ok();
}

std::size_t YamlValue::line() const { return line_of(node_->Mark()); }

std::string YamlValue::place() const { return file_->string() + ":" + std::to_string(line()); }

tl::unexpected<Error> YamlValue::fault(const std::string& reason, const std::string& hint) const {
  return fail(ErrorCode::invalid_input, place() + ": " + reason, hint);
}

std::string YamlValue::to_yaml() const { return YAML::Dump(*node_); }

Result<YamlValue> parse_yaml(const std::string& text, const std::filesystem::path& file,
                             const std::string& hint) {
  try {
    return YamlValue(std::make_shared<const std::filesystem::path>(file), YAML::Load(text));
  } catch (const YAML::Exception& exception) {
    return fail(ErrorCode::invalid_input,
                file.string() + ":" + std::to_string(line_of(exception.mark)) +
                    ": not valid YAML: " + repair_utf8(exception.msg),
                hint);
  }
}

Result<YamlValue> read_yaml(const std::filesystem::path& file, std::uint64_t limit) {
  CALLSIDE_ASSIGN(const std::string text, read_file(file, limit));
  return parse_yaml(text, file);
}

std::string quoted_text(std::string_view text) { return '"' + repair_utf8(text.substr(0, 40)) + '"'; }

std::string yaml_text(const std::string& text) {
  YAML::Emitter out;
  out << text;
  return out.c_str();
}

std::string yaml_list(const std::set<std::string>& texts) {
  YAML::Emitter out;
  out << YAML::Flow << YAML::BeginSeq;
  for (const std::string& text : texts) out << text;
  out << YAML::EndSeq;
  return out.c_str();
}

}  // namespace callside
