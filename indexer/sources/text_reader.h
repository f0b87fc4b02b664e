#pragma once

#include "indexer/sources/record_reader.h"

namespace callside {

// Reads plain text, one article per file. The title is the first line if it stands alone; id and language
// come from the path.
class TextReader : public RecordReader {
 public:
  using RecordReader::RecordReader;
  Parsed read(const RawRecord& record, std::string_view above) const override;
};

}  // namespace callside
