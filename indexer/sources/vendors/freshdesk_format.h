#pragma once

#include "indexer/sources/vendors/export_format.h"

namespace callside {

// The objects of a Freshdesk export: solution articles, the folders that determine their readers, tickets and
// their conversations.
class FreshdeskFormat : public ExportFormat {
 public:
  FreshdeskFormat();

  std::vector<ExportRow> rows(std::string_view list, const std::vector<JsonSlice>& object) const override;
  Result<std::vector<ExportPart>> join(ExportRow row, ExportTable& table) const override;
};

}  // namespace callside
