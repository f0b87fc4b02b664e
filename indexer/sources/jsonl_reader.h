#pragma once

#include "indexer/sources/record_reader.h"

namespace callside {

// Reads JSON Lines in Callside's native form: one object per line.
class JsonlReader : public RecordReader {
 public:
  using RecordReader::RecordReader;
  Parsed read(const RawRecord& record, std::string_view above) const override;
};

}  // namespace callside
