#pragma once

#include "indexer/sources/record_reader.h"

namespace callside {

// Markdown: one article a file, with native keys in its front matter; id and language from the path where it
// has none.
class MarkdownReader : public RecordReader {
 public:
  using RecordReader::RecordReader;
  Parsed read(const RawRecord& record, std::string_view above) const override;
};

}  // namespace callside
