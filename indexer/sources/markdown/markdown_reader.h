#pragma once

#include "indexer/sources/record_reader.h"

namespace callside {

// Reads Markdown, one article per file, with native keys in its front matter. Id and language come from the
// path if the front matter does not set them.
class MarkdownReader : public RecordReader {
 public:
  using RecordReader::RecordReader;
  Parsed read(const RawRecord& record, std::string_view above) const override;
};

}  // namespace callside
