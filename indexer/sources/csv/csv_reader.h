#pragma once

#include "indexer/sources/record_reader.h"

namespace callside {

// One record of a table, whose columns are native keys (csv_file.h says how they come with it). Cells are
// text: lists in them are separated by commas or bars, yes and no are words, and days may also be
// written 1.10.2026. An empty cell is a key that is not there, but for texts, and for audience, where it
// rejects the record.
class CsvReader : public RecordReader {
 public:
  // `format`: what the texts are written in; empty: plain text.
  CsvReader(const NativeRecords& records, const SourceMapping& mapping)
      : RecordReader(records), format_(mapping.one("format")) {}

  Parsed read(const RawRecord& record, std::string_view above) const override;

 private:
  const std::string format_;
};

}  // namespace callside
