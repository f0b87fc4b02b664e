#pragma once

#include <map>
#include <memory>

#include "indexer/config/config.h"
#include "indexer/sources/source_format.h"
#include "indexer/sources/vendors/export_format.h"
#include "indexer/sources/vendors/export_records.h"

namespace callside {

// What is known of one help desk's exports: how their objects are joined, and how the joined ones are read.
struct ExportVendor {
  std::unique_ptr<ExportFormat> format;
  std::unique_ptr<ExportRecords> records;
};

// All help desks, by their format. `records` must outlive them.
std::map<SourceFormat, ExportVendor> make_vendors(const NativeRecords& records, const Config& config);

}  // namespace callside
