#pragma once

#include "indexer/sources/record_reader.h"

namespace callside {

// HTML: every file is one article. Title, language and keywords are the page's, the id is the path's, and the
// text is that of the main content.
class HtmlReader : public RecordReader {
 public:
  using RecordReader::RecordReader;
  Parsed read(const RawRecord& record, std::string_view above) const override;
};

}  // namespace callside
