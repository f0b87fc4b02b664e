#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/config/source_mapping.h"
#include "indexer/format/document.h"

namespace callside {

// What a table's first record says: the delimiter, and which native key each column is.
struct CsvHeader {
  char delimiter = ',';
  std::string kind;  // "article" or "ticket", where the columns or callside.yaml say it for all records
  std::vector<std::string> keys;  // a column's native key, or its own name where it has none; empty: not read
};

// What a column of a ticket may be besides native keys: what it says of the person goes to redaction, and
// nowhere else. Nothing: it is none of these.
std::optional<KnownValue::Kind> person_column(std::string_view key);

// The delimiter of a text's first line: of those that people use the one under which most columns are known,
// and then most columns. `sep=;` on a line of its own says it.
char find_delimiter(std::string_view text, const SourceMapping& mapping);

// An error where no column is known, two are the same key, or callside.yaml maps one to what is no key.
Result<CsvHeader> read_csv_header(std::string_view record, char delimiter, const SourceMapping& mapping);

}  // namespace callside
