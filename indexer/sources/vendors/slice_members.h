#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/sources/vendors/export_table.h"
#include "indexer/sources/vendors/json_slices.h"

namespace callside {

// The members of an object, for a format that classifies it.
class SliceMembers {
 public:
  explicit SliceMembers(const std::vector<JsonSlice>& object) : object_(object) {}

  bool has(std::string_view key) const { return !find_slice(object_, key).empty(); }
  std::string text(std::string_view key) const { return text_of(find_slice(object_, key)); }
  // Returns a locale in the form "en-us", from any case and with "-" or "_".
  std::string locale(std::string_view key) const;
  // Returns a row with the object's id and updated_at.
  ExportRow row(int type) const;

 private:
  const std::vector<JsonSlice>& object_;
};

}  // namespace callside
