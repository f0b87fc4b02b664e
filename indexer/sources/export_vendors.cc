#include "indexer/sources/export_vendors.h"

#include "indexer/sources/zendesk_format.h"
#include "indexer/sources/zendesk_records.h"

namespace callside {

namespace {

template <typename Format, typename Records>
ExportVendor make(SourceFormat format, const NativeRecords& records, const Config& config) {
  return {std::make_unique<Format>(), std::make_unique<Records>(records, config.mapping(name_of(format)))};
}

}  // namespace

std::map<SourceFormat, ExportVendor> make_vendors(const NativeRecords& records, const Config& config) {
  std::map<SourceFormat, ExportVendor> vendors;
  vendors.emplace(SourceFormat::zendesk,
                  make<ZendeskFormat, ZendeskRecords>(SourceFormat::zendesk, records, config));
  return vendors;
}

}  // namespace callside
