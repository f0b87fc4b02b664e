#include "indexer/sources/vendors/slice_members.h"
#include "indexer/base/ascii.h"

#include <algorithm>
#include <utility>

namespace callside {

std::string SliceMembers::locale(std::string_view key) const {
  std::string locale = lower_case(text(key));
  std::replace(locale.begin(), locale.end(), '_', '-');
  return locale;
}

ExportRow SliceMembers::row(int type) const {
  ExportRow row;
  row.type = type;
  row.id = text("id");
  row.version = text("updated_at");
  return row;
}

}  // namespace callside
