#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "indexer/base/error.h"
#include "indexer/config/source_mapping.h"
#include "indexer/sources/csv/csv_cells.h"
#include "indexer/sources/csv/csv_header.h"
#include "indexer/sources/text_decoder.h"

namespace callside {

// A CSV file as a stream of records. Memory: the record that is asked for, and what was read ahead.
class CsvFile {
 public:
  enum class Found { record, too_long, unclosed, end };

  // `encoding`: as --encoding says; else it is found. An error where the file can't be read, or its first
  // line names no columns.
  static Result<CsvFile> open(const std::filesystem::path& path, const std::optional<std::string>& encoding,
                              const SourceMapping& mapping);

  // The next record that is not blank, for CsvReader: the columns and the record's own text, as UTF-8. Of
  // more than `limit` bytes, or with a quote that nothing closes, it is passed over.
  Result<Found> next(std::string& bytes, std::size_t limit);
  // The line of the record's first byte, from 1.
  std::size_t line() const { return line_; }

 private:
  CsvFile(TextDecoder decoder, FoundEncoding encoding)
      : decoder_(std::move(decoder)), encoding_(std::move(encoding)) {}

  Result<void> read_header(const SourceMapping& mapping);
  Result<Found> next_text(std::string& text, std::size_t limit);

  TextDecoder decoder_;
  FoundEncoding encoding_;
  std::string window_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t next_line_ = 1;
  CsvHeader header_;
  bool first_ = true;
};

// The columns as they stand before each record's text.
std::string columns_text(const CsvHeader& header, const std::string& note);

}  // namespace callside
