#include "indexer/sources/slice_members.h"

#include <algorithm>
#include <utility>

namespace callside {

std::string lower_ascii(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::string SliceMembers::locale(std::string_view key) const {
  std::string locale = lower_ascii(text(key));
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
