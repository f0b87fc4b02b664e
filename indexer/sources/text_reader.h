#pragma once

#include "indexer/sources/record_reader.h"

namespace callside {

// Plain text: one article a file. Its title is the first line where that stands alone; id and language are
// the path's.
class TextReader : public RecordReader {
 public:
  using RecordReader::RecordReader;
  Parsed read(const RawRecord& record, std::string_view above) const override;
};

}  // namespace callside
