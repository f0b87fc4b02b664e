#pragma once

#include <string>

#include "indexer/sources/vendors/export_records.h"
#include "indexer/sources/vendors/ticket_thread.h"

namespace callside {

class ZammadRecords : public ExportRecords {
 public:
  ZammadRecords(const NativeRecords& records, SourceMapping mapping);

 protected:
  Result<ExportDocument> make(const ExportParts& parts) const override;

 private:
  Result<ExportDocument> make_article(const ExportParts& parts) const;
  Result<ExportDocument> make_ticket(const ExportParts& parts) const;
  Result<std::string> language(const ExportParts& parts) const;
  Result<std::vector<std::string>> audience(const ExportObject& answer, const ExportParts& parts,
                                            bool published) const;
  // The value of the field that callside.yaml names as article_field. Empty if there is none.
  Result<std::string> article_field(const ExportObject& ticket) const;
  bool is_past(const std::string& time) const;

  // The time of construction, by which publication dates are judged.
  const std::string now_;
};

}  // namespace callside
