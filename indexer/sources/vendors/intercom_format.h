#pragma once

#include "indexer/sources/vendors/export_format.h"

namespace callside {

// The objects of an Intercom export: articles, which contain their translations, and internal articles.
class IntercomFormat : public ExportFormat {
 public:
  IntercomFormat();

  std::vector<ExportRow> rows(std::string_view list, const std::vector<JsonSlice>& object) const override;
  Result<std::vector<ExportPart>> join(ExportRow row, ExportTable& table) const override;
};

}  // namespace callside
