#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/sources/vendors/export_table.h"
#include "indexer/sources/vendors/json_slices.h"

namespace callside {

// An object's members as a format looks at them to tell what it is.
class SliceMembers {
 public:
  explicit SliceMembers(const std::vector<JsonSlice>& object) : object_(object) {}

  bool has(std::string_view key) const { return !find_slice(object_, key).empty(); }
  std::string text(std::string_view key) const { return text_of(find_slice(object_, key)); }
  // "en-us", whichever way it is written.
  std::string locale(std::string_view key) const;
  // A row with the object's id and updated_at.
  ExportRow row(int type) const;

 private:
  const std::vector<JsonSlice>& object_;
};

}  // namespace callside
