#include "indexer/sources/vendors/export_object.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "indexer/base/moment.h"
#include "indexer/sources/iso_day.h"

namespace callside {

namespace {

using nlohmann::json;

tl::unexpected<Error> wrong_type(const char* key, const char* wanted, const json& value) {
  return fail(ErrorCode::invalid_input,
              "the key \"" + std::string(key) + "\" must be " + wanted + ", not " +
                  (value.is_object()    ? "an object"
                   : value.is_array()   ? "a list"
                   : value.is_string()  ? "a string"
                   : value.is_boolean() ? "true or false"
                                        : "a number"),
              "export it again, exactly as the vendor's API returns it");
}

}  // namespace

std::optional<std::string> scalar_text(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.dump();
  return std::nullopt;
}

const json* ExportObject::find(const char* key) const {
  if (!object_->is_object()) return nullptr;
  const auto found = object_->find(key);
  return found == object_->end() || found->is_null() ? nullptr : &*found;
}

bool ExportObject::has(const char* key) const { return find(key) != nullptr; }

Result<std::string> ExportObject::text(const char* key) const {
  const json* value = find(key);
  if (value == nullptr) return std::string();
  if (!value->is_string()) return wrong_type(key, "a string", *value);
  return value->get<std::string>();
}

Result<std::string> ExportObject::id(const char* key) const {
  const json* value = find(key);
  if (value == nullptr) return std::string();
  auto text = scalar_text(*value);
  if (!text) return wrong_type(key, "a number or a string", *value);
  return std::move(*text);
}

Result<std::vector<std::string>> ExportObject::ids(const char* key) const {
  std::vector<std::string> ids;
  const json* value = find(key);
  if (value == nullptr) return ids;
  if (!value->is_array()) return wrong_type(key, "a list", *value);
  for (const json& one : *value) {
    auto text = scalar_text(one);
    if (!text) return wrong_type(key, "a list of numbers or strings", one);
    ids.push_back(std::move(*text));
  }
  return ids;
}

Result<std::vector<std::string>> ExportObject::texts(const char* key) const { return ids(key); }

Result<std::optional<ExportObject>> ExportObject::object(const char* key) const {
  const json* value = find(key);
  if (value == nullptr) return std::optional<ExportObject>();
  if (!value->is_object()) return wrong_type(key, "an object", *value);
  return std::optional<ExportObject>(ExportObject(*value));
}

Result<std::vector<ExportObject>> ExportObject::objects(const char* key) const {
  std::vector<ExportObject> objects;
  const json* value = find(key);
  if (value == nullptr) return objects;
  if (!value->is_array()) return wrong_type(key, "a list", *value);
  for (const json& one : *value) {
    if (!one.is_object()) return wrong_type(key, "a list of objects", one);
    objects.emplace_back(one);
  }
  return objects;
}

Result<bool> ExportObject::flag(const char* key, bool absent) const {
  const json* value = find(key);
  if (value == nullptr) return absent;
  if (!value->is_boolean()) return wrong_type(key, "true or false", *value);
  return value->get<bool>();
}

Result<std::string> ExportObject::day(const char* key) const {
  const json* value = find(key);
  if (value == nullptr) return std::string();
  if (value->is_number_integer()) {
    // The end of the year 9999. A larger number is not a timestamp in seconds.
    constexpr std::int64_t kLast = 253'402'300'799;
    const auto seconds = value->get<std::int64_t>();
    if (seconds >= 0 && seconds <= kLast) return format_utc(seconds);
  } else if (value->is_string()) {
    const auto& text = value->get_ref<const std::string&>();
    if (text.empty() || iso_day(text, TimeZone())) return text;
  }
  return fail(ErrorCode::invalid_input, "the key \"" + std::string(key) + "\" is not a timestamp",
              "export it again, exactly as the vendor's API returns it");
}

std::vector<std::string> ExportObject::keys() const {
  std::vector<std::string> keys;
  if (!object_->is_object()) return keys;
  for (const auto& [key, value] : object_->items()) keys.push_back(key);
  return keys;
}

}  // namespace callside
