#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

// An object of an export with its members' types checked as they are taken. Errors name the member and what
// it must be, never its value. Refers to the JSON that it was made of. Any thread.
class ExportObject {
 public:
  explicit ExportObject(const nlohmann::json& object) : object_(&object) {}

  // There, and not null.
  bool has(const char* key) const;

  // Each: empty where the member is absent or null.
  Result<std::string> text(const char* key) const;
  Result<std::string> id(const char* key) const;  // a string, or a whole number as its digits
  Result<std::vector<std::string>> ids(const char* key) const;
  Result<std::vector<std::string>> texts(const char* key) const;
  Result<std::optional<ExportObject>> object(const char* key) const;
  Result<std::vector<ExportObject>> objects(const char* key) const;
  // `absent` where it is absent or null.
  Result<bool> flag(const char* key, bool absent) const;

  // A timestamp, in ISO 8601 or in seconds since 1970, as ISO 8601: which day that is depends on the time
  // zone (iso_day.h). Empty: none.
  Result<std::string> day(const char* key) const;

  std::vector<std::string> keys() const;

 private:
  const nlohmann::json* find(const char* key) const;

  const nlohmann::json* object_;
};

// A number or string as text; nothing: of another type.
std::optional<std::string> scalar_text(const nlohmann::json& value);

}  // namespace callside
