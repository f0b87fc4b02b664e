#pragma once

#include "indexer/sources/vendors/export_format.h"

namespace callside {

// The objects of a Zendesk export: Help Center articles with separate translations and sections, and tickets
// with comments and users.
class ZendeskFormat : public ExportFormat {
 public:
  ZendeskFormat();

  std::vector<ExportRow> rows(std::string_view list, const std::vector<JsonSlice>& object) const override;
  Result<std::vector<ExportPart>> join(ExportRow row, ExportTable& table) const override;
  std::set<Kind> delta_kinds(const std::set<std::string>& envelope_keys) const override;
};

}  // namespace callside
