#pragma once

#include "indexer/sources/vendors/export_format.h"

namespace callside {

// The objects of a Zammad export, in maps by class ("assets") or in lists: answers of the knowledge base with
// their translations, texts, categories and locales, and tickets with their articles (messages).
class ZammadFormat : public ExportFormat {
 public:
  ZammadFormat();

  std::vector<ExportRow> rows(std::string_view list, const std::vector<JsonSlice>& object) const override;
  Result<std::vector<ExportPart>> join(ExportRow row, ExportTable& table) const override;
  std::vector<std::string> linked_ids(std::string_view text) const override;
};

}  // namespace callside
