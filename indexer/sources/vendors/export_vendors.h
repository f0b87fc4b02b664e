#pragma once

#include <map>
#include <memory>

#include "indexer/config/config.h"
#include "indexer/sources/source_format.h"
#include "indexer/sources/vendors/export_format.h"
#include "indexer/sources/vendors/export_records.h"

namespace callside {

// Joins the objects of one help desk's exports (`format`) and reads the joined records (`records`).
struct ExportVendor {
  std::unique_ptr<ExportFormat> format;
  std::unique_ptr<ExportRecords> records;
};

// Returns all supported help desks, by format. `records` must outlive them.
std::map<SourceFormat, ExportVendor> make_vendors(const NativeRecords& records, const Config& config);

}  // namespace callside
