#include "indexer/sources/jsonl_reader.h"

#include <utility>

#include "indexer/base/utf8.h"
#include "indexer/sources/json_fields.h"

namespace callside {

Parsed JsonlReader::read(const RawRecord& record, std::string_view /*above*/) const {
  if (auto refused = refuse_encoding(record, "line")) return rejected(std::move(*refused));
  auto fields = read_json_fields(without_byte_order_mark(record.bytes), record.place.line);
  if (!fields) return rejected(record.place, fields.error().message, fields.error().hint);
  return records().make(record.place, std::move(*fields), {});
}

}  // namespace callside
