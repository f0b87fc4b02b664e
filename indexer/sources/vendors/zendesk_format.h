#pragma once

#include "indexer/sources/vendors/export_format.h"

namespace callside {

// The objects of a Zendesk export: Help Center articles with separate translations and sections, and tickets
// with comments and users.
class ZendeskFormat : public ExportFormat {
 public:
  std::vector<ExportRow> rows(std::string_view list, const std::vector<JsonSlice>& object) const override;
  std::vector<int> document_types() const override;
  Result<std::vector<ExportPart>> join(ExportRow row, ExportTable& table) const override;
  int article_type() const override;
  std::vector<std::string> linked_ids(std::string_view text) const override;
  bool is_ticket(int type) const override;
  std::vector<Orphans> orphans() const override;
  std::set<Kind> delta_kinds(const std::set<std::string>& envelope_keys) const override;
};

}  // namespace callside
