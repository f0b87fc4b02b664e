#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/config/source_mapping.h"
#include "indexer/format/document.h"

namespace callside {

// The first record of a table: the delimiter, and the native key of each column.
struct CsvHeader {
  char delimiter = ',';
  // "article" or "ticket" if the columns or callside.yaml set it for all records, else empty.
  std::string kind;
  std::vector<std::string> keys;  // native key of each column, or its own name; empty: the column is skipped
};

// Returns which personal value a ticket's column holds; nullopt if none. Such values go only to redaction.
std::optional<KnownValue::Kind> person_column(std::string_view key);

// Finds the delimiter of a text's first line: the common one with the most known columns, then with the most
// columns. The caller handles a `sep=;` line.
char find_delimiter(std::string_view text, const SourceMapping& mapping);

// Fails if no column is known, two columns have the same key, or callside.yaml maps one to an unknown key.
Result<CsvHeader> read_csv_header(std::string_view record, char delimiter, const SourceMapping& mapping);

}  // namespace callside
