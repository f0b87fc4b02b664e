#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

// Typed access to the members of an export's object. Errors name the member and the type it must have, never
// its value. Refers to the JSON that it was made from, which must outlive it. Thread-safe.
class ExportObject {
 public:
  explicit ExportObject(const nlohmann::json& object) : object_(&object) {}

  // Returns true if the member is present and not null.
  bool has(const char* key) const;

  // These return an empty value if the member is absent or null.
  Result<std::string> text(const char* key) const;
  Result<std::string> id(const char* key) const;  // a string, or a whole number as its digits
  Result<std::vector<std::string>> ids(const char* key) const;
  Result<std::vector<std::string>> texts(const char* key) const;
  Result<std::optional<ExportObject>> object(const char* key) const;
  Result<std::vector<ExportObject>> objects(const char* key) const;
  // Returns `absent` if the member is absent or null.
  Result<bool> flag(const char* key, bool absent) const;

  // Reads a timestamp in ISO 8601 or in seconds since 1970 and returns it in ISO 8601. The day that it falls
  // on depends on the time zone (iso_day.h). Empty if the member is absent or null.
  Result<std::string> day(const char* key) const;

  std::vector<std::string> keys() const;

 private:
  const nlohmann::json* find(const char* key) const;

  const nlohmann::json* object_;
};

// Returns a string or whole number as text, and nullopt for any other type.
std::optional<std::string> scalar_text(const nlohmann::json& value);

}  // namespace callside
