#include "indexer/config/source_mapping.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>

#include "indexer/base/near_key.h"
#include "indexer/base/utf8.h"
#include "indexer/config/config.h"

namespace callside {

namespace {

enum class Shape {
  audiences,  // {id: group} or {id: [group, group]}
  names,      // {id: name}
  audience,   // group or [group, group]
  name,       // one name
  list,       // name or [name, name]
};

struct Key {
  std::string_view section, name;
  Shape shape;
  std::string_view example;
};

constexpr std::array<Key, 22> kMappedKeys = {{
    {"zendesk", "segments", Shape::audiences, "segments: {360001: partners}"},
    {"zendesk", "everyone", Shape::audience, "everyone: public"},
    {"zendesk", "brands", Shape::names, "brands: {360009: north}"},
    {"zendesk", "resolved", Shape::list, "resolved: [solved, closed]"},
    {"zendesk", "article_field", Shape::name, "article_field: 360077"},
    {"freshdesk", "visibility", Shape::audiences, "visibility: {1: public, 2: customers, 3: internal}"},
    {"freshdesk", "companies", Shape::audiences, "companies: {8001: partners}"},
    {"freshdesk", "contact_segments", Shape::audiences, "contact_segments: {17: partners}"},
    {"freshdesk", "company_segments", Shape::audiences, "company_segments: {18: partners}"},
    {"freshdesk", "folders", Shape::audiences, "folders: {4001: public}"},
    {"freshdesk", "products", Shape::names, "products: {501: billing}"},
    {"freshdesk", "resolved", Shape::list, "resolved: [4, 5]"},
    {"freshdesk", "article_field", Shape::name, "article_field: cf_article"},
    {"zammad", "locales", Shape::names, "locales: {1: en-us}"},
    {"zammad", "categories", Shape::audiences, "categories: {7: tier-2}"},
    {"zammad", "resolved", Shape::list, "resolved: [closed]"},
    {"zammad", "article_field", Shape::name, "article_field: kb_answer"},
    {"intercom", "everyone", Shape::audience, "everyone: public"},
    {"intercom", "audiences", Shape::audiences, "audiences: {31: tier-2}"},
    {"csv", "columns", Shape::names, "columns: {Ticket ID: id, Subject: subject}"},
    {"csv", "kind", Shape::name, "kind: ticket"},
    {"csv", "format", Shape::name, "format: html"},
}};

class Section {
 public:
  using Values = std::map<std::string, std::vector<std::string>, std::less<>>;

  Section(const std::filesystem::path& path, const Config& config) : path_(path), config_(config) {}

  Result<void> read(const Key& key, const YAML::Node& node, Values& values) const {
    const bool is_map = key.shape == Shape::audiences || key.shape == Shape::names;
    const bool audience = key.shape == Shape::audiences || key.shape == Shape::audience;
    const bool many = audience || key.shape == Shape::list;
    if (!is_map) return add_names(key, node, many, audience, values[""]);
    if (!node.IsMap()) return refuse_shape(key, node);
    for (const auto& entry : node) {
      if (!entry.first.IsScalar()) return refuse_shape(key, entry.first);
      std::vector<std::string>& names = values[entry.first.Scalar()];
      if (!names.empty()) {
        return refuse(entry.first.Mark(), '"' + repair_utf8(entry.first.Scalar()) + "\" occurs twice",
                      "keep only one of them");
      }
      CALLSIDE_TRY(add_names(key, entry.second, many, audience, names));
    }
    return ok();
  }

  tl::unexpected<Error> refuse(const YAML::Mark& mark, const std::string& reason,
                               const std::string& hint) const {
    const int line = mark.line < 0 ? 1 : mark.line + 1;
    return fail(ErrorCode::invalid_input, path_.string() + ":" + std::to_string(line) + ": " + reason, hint);
  }

 private:
  tl::unexpected<Error> refuse_shape(const Key& key, const YAML::Node& node) const {
    return refuse(node.Mark(), "the value of \"" + std::string(key.name) + "\" has the wrong form",
                  "write, for example, " + std::string(key.example));
  }

  Result<void> add_names(const Key& key, const YAML::Node& node, bool many, bool audience,
                         std::vector<std::string>& names) const {
    if (many && node.IsSequence()) {
      for (const auto& one : node) CALLSIDE_TRY(add_names(key, one, false, audience, names));
      if (names.empty()) return refuse_shape(key, node);
      return ok();
    }
    if (!node.IsScalar() || node.Scalar().empty()) return refuse_shape(key, node);
    if (audience && !config_.knows_audience(node.Scalar())) {
      return refuse(node.Mark(), "unknown audience \"" + repair_utf8(node.Scalar().substr(0, 40)) + "\"",
                    "declare it under groups:, or use public, internal or a declared group");
    }
    names.push_back(node.Scalar());
    return ok();
  }

  const std::filesystem::path& path_;
  const Config& config_;
};

}  // namespace

const std::vector<std::string>* SourceMapping::find(std::string_view key, std::string_view id) const {
  const auto& values = all(key);
  const auto found = values.find(id);
  return found == values.end() ? nullptr : &found->second;
}

std::string SourceMapping::one(std::string_view key) const {
  const auto* names = find(key, "");
  return names == nullptr || names->empty() ? std::string() : names->front();
}

const std::map<std::string, std::vector<std::string>, std::less<>>& SourceMapping::all(
    std::string_view key) const {
  static const std::map<std::string, std::vector<std::string>, std::less<>> kNone;
  const auto found = values_.find(key);
  return found == values_.end() ? kNone : found->second;
}

const std::vector<std::string_view>& source_sections() {
  static const std::vector<std::string_view> kSections = [] {
    std::vector<std::string_view> sections;
    for (const Key& key : kMappedKeys) {
      if (sections.empty() || sections.back() != key.section) sections.push_back(key.section);
    }
    return sections;
  }();
  return kSections;
}

Result<void> read_source_mapping(const std::filesystem::path& path, const std::string& name,
                                 const YAML::Node& node, const Config& config, SourceMapping& mapping) {
  const Section section(path, config);
  if (node.IsNull()) return ok();
  std::vector<std::string_view> known;
  std::string_view example;
  for (const Key& key : kMappedKeys) {
    if (key.section != name) continue;
    known.push_back(key.name);
    if (example.empty()) example = key.example;
  }
  if (!node.IsMap()) {
    return section.refuse(node.Mark(), name + " must be keys with values",
                          "write, for example, " + name + ": {" + std::string(example) + "}");
  }
  for (const auto& entry : node) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
    const auto found = std::find_if(kMappedKeys.begin(), kMappedKeys.end(),
                                    [&](const Key& one) { return one.section == name && one.name == key; });
    if (found == kMappedKeys.end()) {
      return section.refuse(entry.first.Mark(),
                            "unknown key \"" + repair_utf8(key.substr(0, 40)) + "\" under " + name,
                            "did you mean \"" + std::string(nearest_key(key, known)) + "\"?");
    }
    if (mapping.has(key)) {
      return section.refuse(entry.first.Mark(), "the key \"" + key + "\" occurs twice", "merge the two");
    }
    CALLSIDE_TRY(section.read(*found, entry.second, mapping.values_[key]));
  }
  return ok();
}

}  // namespace callside
