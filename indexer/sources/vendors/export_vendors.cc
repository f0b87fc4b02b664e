#include "indexer/sources/vendors/export_vendors.h"

#include "indexer/sources/vendors/freshdesk_format.h"
#include "indexer/sources/vendors/freshdesk_records.h"
#include "indexer/sources/vendors/intercom_format.h"
#include "indexer/sources/vendors/intercom_records.h"
#include "indexer/sources/vendors/zammad_format.h"
#include "indexer/sources/vendors/zammad_records.h"
#include "indexer/sources/vendors/zendesk_format.h"
#include "indexer/sources/vendors/zendesk_records.h"

namespace callside {

namespace {

template <typename Format, typename Records>
void add(SourceFormat format, const NativeRecords& records, const Config& config,
         std::map<SourceFormat, ExportVendor>& vendors) {
  auto read = std::make_unique<Records>(records, config.mapping(name_of(format)));
  vendors.emplace(format, ExportVendor{std::make_unique<Format>(), std::move(read)});
}

}  // namespace

std::map<SourceFormat, ExportVendor> make_vendors(const NativeRecords& records, const Config& config) {
  std::map<SourceFormat, ExportVendor> vendors;
  add<ZendeskFormat, ZendeskRecords>(SourceFormat::zendesk, records, config, vendors);
  add<FreshdeskFormat, FreshdeskRecords>(SourceFormat::freshdesk, records, config, vendors);
  add<ZammadFormat, ZammadRecords>(SourceFormat::zammad, records, config, vendors);
  add<IntercomFormat, IntercomRecords>(SourceFormat::intercom, records, config, vendors);
  return vendors;
}

}  // namespace callside
