#pragma once

#include "indexer/sources/record_reader.h"

namespace callside {

// Reads one record of a table, which CsvFile::next() delivers together with its columns. Commas or bars
// separate the items of a list in a cell, flags are words such as yes and no, and dates may also be written
// 1.10.2026. An empty cell counts as an absent key, except for texts, and for audience, where it rejects the
// record.
class CsvReader : public RecordReader {
 public:
  // The mapping's `format` is the format of the texts; plain text if it has none.
  CsvReader(const NativeRecords& records, const SourceMapping& mapping)
      : RecordReader(records), format_(mapping.one("format")) {}

  Parsed read(const RawRecord& record, std::string_view above) const override;

 private:
  const std::string format_;
};

}  // namespace callside
