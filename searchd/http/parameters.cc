#include "searchd/http/parameters.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "indexer/base/ascii.h"
#include "searchd/http/url_text.h"

namespace callside {

namespace {

constexpr std::size_t kMaxValues = 64;       // values of one parameter
constexpr std::size_t kLongestTag = 64;      // bytes; RFC 5646, section 4.4.1, asks for at least 35
constexpr std::size_t kLongestValue = 1024;  // bytes of a product or brand

tl::unexpected<Problem> wrong(const Parameter& parameter, const std::string& what) {
  return refuse(400, std::string(parameter.name) + ": " + what);
}

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t comma = list.find(',');
    const std::string_view part = trimmed(list.substr(0, comma));
    if (!part.empty()) parts.emplace_back(part);
    if (comma == std::string_view::npos) return parts;
    list.remove_prefix(comma + 1);
  }
}

bool is_language_tag(std::string_view text) {
  return text.size() <= kLongestTag && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_ascii_alphanumeric(c) || c == '-'; });
}

HttpResult<void> add_integer(const Parameter& parameter, std::int64_t value, ParameterValues& values) {
  if (value < parameter.lowest || value > parameter.highest) {
    return wrong(parameter, "must be a whole number from " + std::to_string(parameter.lowest) + " to " +
                                std::to_string(parameter.highest));
  }
  values.integers[parameter.name] = static_cast<int>(value);
  return {};
}

HttpResult<void> add_flag(const Parameter& parameter, std::string_view value, ParameterValues& values) {
  const bool yes = value == "1" || value == "true";
  if (!yes && value != "0" && value != "false") return wrong(parameter, "must be 0, 1, true or false");
  values.integers[parameter.name] = yes ? 1 : 0;
  return {};
}

HttpResult<void> add_text(const Parameter& parameter, const std::string& value, ParameterValues& values) {
  auto& texts = values.texts[parameter.name];
  switch (parameter.type) {
    case ParameterType::choice: {
      const auto choices = split(parameter.choices);
      if (std::find(choices.begin(), choices.end(), value) == choices.end()) {
        return wrong(parameter, std::string("must be one of ") + parameter.choices);
      }
      break;
    }
    case ParameterType::tags:
      for (std::string& tag : split(value)) {
        if (!is_language_tag(tag)) return wrong(parameter, "must be language tags such as sl or en-US");
        texts.push_back(std::move(tag));
      }
      if (texts.size() > kMaxValues) return wrong(parameter, "too many values");
      return {};
    case ParameterType::languages:
      for (std::string& name : split(value)) {
        if (name.size() > kLongestTag) return wrong(parameter, "a value is too long");
        texts.push_back(std::move(name));
      }
      if (texts.size() > kMaxValues) return wrong(parameter, "too many values");
      return {};
    case ParameterType::texts:
      if (value.empty()) return {};
      if (value.size() > kLongestValue) return wrong(parameter, "a value is too long");
      break;
    case ParameterType::text:
    case ParameterType::integer:
    case ParameterType::flag:
    case ParameterType::document:
    case ParameterType::documents:
      break;
  }
  texts.push_back(value);
  if (texts.size() > kMaxValues) return wrong(parameter, "too many values");
  return {};
}

bool is_list(const Parameter& parameter) {
  return parameter.type == ParameterType::texts || parameter.type == ParameterType::tags ||
         parameter.type == ParameterType::languages;
}

HttpResult<ParameterValues> require_all(std::span<const Parameter> table, ParameterValues values) {
  for (const Parameter& parameter : table) {
    if (parameter.required && !values.texts.contains(parameter.name)) return wrong(parameter, "is needed");
  }
  return values;
}

constexpr Parameter kDocumentRef[] = {
    {"kind", ParameterType::choice, "", true, 0, 0, 0, "article,ticket"},
    {"id", ParameterType::text, "", true},
    {"lang", ParameterType::text, "BCP 47; absent: any language version"},
};

HttpResult<void> add_document(const Parameter& parameter, const RequestJson& value, ParameterValues& values) {
  if (!value.is_object()) return wrong(parameter, "must be an object with kind, id and lang");
  const auto name = read_json(kDocumentRef, value);
  if (!name) return wrong(parameter, name.error().detail);
  auto& documents = values.document_refs[parameter.name];
  const Kind kind = name->text("kind") == name_of(Kind::ticket) ? Kind::ticket : Kind::article;
  documents.push_back({kind, name->text("id"), name->text("lang")});
  if (documents.size() > kMaxValues) return wrong(parameter, "too many values");
  return {};
}

HttpResult<void> add_documents(const Parameter& parameter, const RequestJson& value,
                               ParameterValues& values) {
  if (!value.is_array()) return wrong(parameter, "must be an array of objects with kind, id and lang");
  for (const RequestJson& item : value) {
    if (auto added = add_document(parameter, item, values); !added) return added;
  }
  return {};
}

HttpResult<void> add_json(const Parameter& parameter, const RequestJson& value, ParameterValues& values) {
  if (parameter.type == ParameterType::document) return add_document(parameter, value, values);
  if (parameter.type == ParameterType::documents) return add_documents(parameter, value, values);
  if (parameter.type == ParameterType::integer) {
    // get<int64_t>() of a larger unsigned value is negative, so it is refused.
    if (!value.is_number_integer()) return add_integer(parameter, std::int64_t{parameter.lowest} - 1, values);
    return add_integer(parameter, value.get<std::int64_t>(), values);
  }
  if (parameter.type == ParameterType::flag) {
    const bool can_be_flag = value.is_boolean() || value.is_number_integer();
    return add_flag(parameter, can_be_flag ? value.dump() : std::string(), values);
  }
  if (value.is_string()) return add_text(parameter, value.get_ref<const std::string&>(), values);
  if (!is_list(parameter)) return wrong(parameter, "must be a string");
  if (!value.is_array()) return wrong(parameter, "must be a string or an array of strings");
  for (const RequestJson& item : value) {
    if (!item.is_string()) return wrong(parameter, "must be a string or an array of strings");
    if (auto added = add_text(parameter, item.get_ref<const std::string&>(), values); !added) return added;
  }
  return {};
}

}  // namespace

const std::vector<std::string>& ParameterValues::list(std::string_view name) const {
  static const std::vector<std::string> kNone;
  const auto found = texts.find(name);
  return found == texts.end() ? kNone : found->second;
}

std::string ParameterValues::text(std::string_view name) const {
  return list(name).empty() ? std::string() : list(name).front();
}

std::optional<int> ParameterValues::integer(std::string_view name) const {
  const auto found = integers.find(name);
  if (found == integers.end()) return std::nullopt;
  return found->second;
}

const std::vector<DocumentRef>& ParameterValues::documents(std::string_view name) const {
  static const std::vector<DocumentRef> kNone;
  const auto found = document_refs.find(name);
  return found == document_refs.end() ? kNone : found->second;
}

HttpResult<ParameterValues> read_query(std::span<const Parameter> table, std::string_view raw_query) {
  ParameterValues values;
  for (const auto& [name, value] : decode_query(raw_query)) {
    const auto parameter =
        // Clang 14 cannot capture a structured binding by reference.
        std::find_if(table.begin(), table.end(),
                     [&wanted = name](const Parameter& p) { return wanted == p.name; });
    if (parameter == table.end()) continue;
    if (!is_list(*parameter) && (values.texts.contains(name) || values.integers.contains(name))) {
      return wrong(*parameter, "is given twice");
    }
    HttpResult<void> added;
    if (parameter->type == ParameterType::integer) {
      std::int64_t number = 0;
      const char* end = value.data() + value.size();
      const auto parsed = std::from_chars(value.data(), end, number);
      const bool whole = parsed.ec == std::errc() && parsed.ptr == end;
      added = add_integer(*parameter, whole ? number : std::int64_t{parameter->lowest} - 1, values);
    } else if (parameter->type == ParameterType::flag) {
      added = add_flag(*parameter, value, values);
    } else {
      added = add_text(*parameter, value, values);
    }
    if (!added) return tl::unexpected<Problem>(added.error());
  }
  return require_all(table, std::move(values));
}

HttpResult<ParameterValues> read_json(std::span<const Parameter> table, const RequestJson& object) {
  ParameterValues values;
  for (const Parameter& parameter : table) {
    const auto found = object.find(parameter.name);
    if (found == object.end() || found->is_null()) continue;
    if (auto added = add_json(parameter, *found, values); !added) {
      return tl::unexpected<Problem>(added.error());
    }
  }
  return require_all(table, std::move(values));
}

Json parameter_schema(const Parameter& parameter, bool in_json) {
  switch (parameter.type) {
    case ParameterType::text:
      return {{"type", "string"}};
    case ParameterType::texts:
    case ParameterType::tags:
    case ParameterType::languages: {
      const Json list = {{"type", "array"}, {"items", {{"type", "string"}}}};
      if (!in_json) return list;
      return {{"anyOf", Json::array({Json{{"type", "string"}}, list})}};
    }
    case ParameterType::integer:
      return {{"type", "integer"},
              {"minimum", parameter.lowest},
              {"maximum", parameter.highest},
              {"default", parameter.fallback}};
    case ParameterType::choice:
      return {{"type", "string"}, {"enum", split(parameter.choices)}};
    case ParameterType::flag:
      if (!in_json) return {{"type", "string"}, {"enum", {"0", "1", "true", "false"}}, {"default", "0"}};
      return {{"enum", {false, true, 0, 1}}, {"default", false}};
    case ParameterType::document: {
      Json properties = Json::object();
      for (const Parameter& part : kDocumentRef) properties[part.name] = parameter_schema(part, true);
      return {{"type", "object"}, {"properties", std::move(properties)}, {"required", {"kind", "id"}}};
    }
    case ParameterType::documents: {
      const Parameter one{parameter.name, ParameterType::document, parameter.help};
      return {{"type", "array"}, {"maxItems", kMaxValues}, {"items", parameter_schema(one, true)}};
    }
  }
  return {};
}

}  // namespace callside
