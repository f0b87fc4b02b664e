#include "indexer/sources/vendors/intercom_format.h"

#include <algorithm>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/sources/vendors/slice_members.h"

namespace callside {

namespace {

enum IntercomType : int { kIntercomArticle = 1 };

}  // namespace

IntercomFormat::IntercomFormat()
    : ExportFormat({.documents = {kIntercomArticle},
                    .article = kIntercomArticle,
                    .ticket = std::nullopt,
                    .orphans = {}}) {}

std::vector<ExportRow> IntercomFormat::rows(std::string_view /*list*/,
                                            const std::vector<JsonSlice>& members) const {
  const SliceMembers object(members);
  if (!object.has("title") ||
      !(object.has("body") || object.has("body_markdown") || object.has("translated_content"))) {
    return {};
  }
  ExportRow row = object.row(kIntercomArticle);
  row.lang = object.locale(object.has("default_locale") ? "default_locale" : "locale");
  std::vector<ExportRow> rows = {row};
  for (const JsonSlice& locale : slice_object(find_slice(members, "translated_content"))) {
    // The member "type" is not a locale, and locales without a translation are null.
    if (locale.key == "type" || locale.value.front() != '{') continue;
    ExportRow version = row;
    version.lang = lower_case(std::string(locale.key));
    std::replace(version.lang.begin(), version.lang.end(), '_', '-');
    if (version.lang != row.lang) rows.push_back(std::move(version));
  }
  return rows;
}

Result<std::vector<ExportPart>> IntercomFormat::join(ExportRow row, ExportTable& /*table*/) const {
  return std::vector<ExportPart>{{"article", std::move(row)}};
}

}  // namespace callside
