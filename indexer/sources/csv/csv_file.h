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

// Reads a CSV file record by record. Holds the current record and the read-ahead buffer in memory.
class CsvFile {
 public:
  enum class Found { record, too_long, unclosed, end };

  // `encoding` is that of --encoding; if absent, it is detected. Fails if the file is unreadable or its first
  // line names no columns.
  static Result<CsvFile> open(const std::filesystem::path& path, const std::optional<std::string>& encoding,
                              const SourceMapping& mapping);

  // Reads the next record that is not blank, in the form that CsvReader takes: columns_text(), then the
  // record's own text in UTF-8. Skips a record with more than `limit` bytes or with an unclosed quote.
  Result<Found> next(std::string& bytes, std::size_t limit);
  // Line of the record's first byte, from 1.
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

// Returns the line with the columns that precedes each record's text. `note`: the guessed encoding, if it is
// to be reported with this record.
std::string columns_text(const CsvHeader& header, const std::string& note);

}  // namespace callside
