#pragma once

#include "indexer/sources/vendors/export_records.h"
#include "indexer/sources/vendors/ticket_thread.h"

namespace callside {

class ZendeskRecords : public ExportRecords {
 public:
  using ExportRecords::ExportRecords;

 protected:
  Result<ExportDocument> make(const ExportParts& parts) const override;

 private:
  Result<ExportDocument> make_article(const ExportParts& parts) const;
  Result<ExportDocument> make_ticket(const ExportParts& parts) const;
  Result<std::vector<std::string>> audience(const ExportObject& article) const;
  // The value of the field that callside.yaml names as article_field. Empty if there is none.
  Result<std::string> article_field(const ExportObject& ticket) const;
};

}  // namespace callside
