#pragma once

#include "indexer/sources/record_reader.h"

namespace callside {

// Reads HTML files, each as one article. Title, language and keywords come from the page, the id from the
// path, and the text from the main content.
class HtmlReader : public RecordReader {
 public:
  using RecordReader::RecordReader;
  Parsed read(const RawRecord& record, std::string_view above) const override;
};

}  // namespace callside
