#pragma once

#include "indexer/sources/vendors/export_records.h"

namespace callside {

class IntercomRecords : public ExportRecords {
 public:
  using ExportRecords::ExportRecords;

 protected:
  Result<ExportDocument> make(const ExportParts& parts) const override;

 private:
  Result<std::vector<std::string>> audience(const ExportObject& article) const;
};

}  // namespace callside
