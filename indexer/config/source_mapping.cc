#include "indexer/config/source_mapping.h"

#include <algorithm>
#include <array>

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

using Values = std::map<std::string, std::vector<std::string>, std::less<>>;

tl::unexpected<Error> wrong_form(const Key& key, const YamlValue& value) {
  return value.fault("the value of \"" + std::string(key.name) + "\" has the wrong form",
                     "write, for example, " + std::string(key.example));
}

class KeyReader {
 public:
  KeyReader(const Key& key, const Config& config)
      : key_(key),
        config_(config),
        is_map_(key.shape == Shape::audiences || key.shape == Shape::names),
        is_audience_(key.shape == Shape::audiences || key.shape == Shape::audience),
        may_be_list_(is_audience_ || key.shape == Shape::list) {}

  Result<void> read(const YamlValue& value, Values& values) const {
    if (!is_map_) return add_names(value, values[""]);
    if (!value.is_map()) return wrong_form(key_, value);
    for (const auto& [id, mapped] : value.entries()) {
      if (!id.is_text()) return wrong_form(key_, id);
      std::vector<std::string>& names = values[id.text()];
      if (!names.empty()) return id.fault(quoted_text(id.text()) + " occurs twice", "keep only one of them");
      CALLSIDE_TRY(add_names(mapped, names));
    }
    return ok();
  }

 private:
  Result<void> add_names(const YamlValue& value, std::vector<std::string>& names) const {
    if (value.is_list() && (!may_be_list_ || value.size() == 0)) return wrong_form(key_, value);
    for (const YamlValue& one : value.one_or_many()) {
      if (!one.has_text()) return wrong_form(key_, one);
      if (is_audience_ && !config_.knows_audience(one.text())) {
        return one.fault("unknown audience " + quoted_text(one.text()),
                         "declare it under groups:, or use public, internal or a declared group");
      }
      names.push_back(one.text());
    }
    return ok();
  }

  const Key& key_;
  const Config& config_;
  const bool is_map_, is_audience_, may_be_list_;
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

Result<void> read_source_mapping(const std::string& name, const YamlValue& section, const Config& config,
                                 SourceMapping& mapping) {
  if (section.is_missing()) return ok();
  std::vector<std::string_view> known;
  std::string_view example;
  for (const Key& key : kMappedKeys) {
    if (key.section != name) continue;
    known.push_back(key.name);
    if (example.empty()) example = key.example;
  }
  if (!section.is_map()) {
    return section.fault(name + " must be keys with values",
                         "write, for example, " + name + ": {" + std::string(example) + "}");
  }
  return section.each_key({known, "under " + name}, [&](const YamlValue& key, const YamlValue& value) {
    const auto* const mapped = std::find_if(kMappedKeys.begin(), kMappedKeys.end(), [&](const Key& one) {
      return one.section == name && one.name == key.text();
    });
    return KeyReader(*mapped, config).read(value, mapping.values_[key.text()]);
  });
}

}  // namespace callside
