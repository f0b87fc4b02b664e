#include "indexer/sources/csv/csv_reader.h"

#include <algorithm>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/csv/csv_cells.h"
#include "indexer/sources/csv/csv_header.h"
#include "indexer/sources/native_key.h"
#include "indexer/sources/record_values.h"
#include "indexer/sources/source_state.h"

namespace callside {

namespace {

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    parts.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

// Turns "1.10.2026" and "1. 10. 2026", common in European spreadsheets, into ISO dates. Returns anything else
// unchanged. A date with slashes is ambiguous between day and month, so read_day() rejects it.
std::string iso_form(const std::string& day) {
  std::vector<std::string> parts = split(day, ".");
  for (std::string& part : parts) part = collapse(part);
  if (parts.size() != 3) return day;
  const auto is_number = [](const std::string& part, std::size_t least, std::size_t most) {
    return part.size() >= least && part.size() <= most &&
           std::all_of(part.begin(), part.end(), is_ascii_digit);
  };
  if (!is_number(parts[0], 1, 2) || !is_number(parts[1], 1, 2) || !is_number(parts[2], 4, 4)) return day;
  const auto two = [](const std::string& part) { return part.size() == 1 ? "0" + part : part; };
  return parts[2] + "-" + two(parts[1]) + "-" + two(parts[0]);
}

bool is_day(NativeKey key) {
  return key == NativeKey::updated || key == NativeKey::valid_from || key == NativeKey::valid_until ||
         key == NativeKey::review_by || key == NativeKey::closed;
}

// Returns true if the key counts as present although its cell is empty.
bool holds_text(NativeKey key) {
  return key == NativeKey::title || key == NativeKey::body || key == NativeKey::subject ||
         key == NativeKey::question || key == NativeKey::resolution;
}

NativeField field_of(const std::string& key, std::string cell, std::size_t line) {
  NativeField field;
  field.key = key;
  field.line = line;
  const NativeKeyInfo* known = find_native_key(key);
  const bool empty = collapse(cell).empty();
  if (empty && (known == nullptr || !holds_text(known->key))) return field;  // null
  field.type = NativeField::Type::text;
  if (known != nullptr && known->shape == NativeKeyInfo::Shape::texts) {
    field.type = NativeField::Type::texts;
    field.texts = split(cell, ",|\n");
  } else if (known != nullptr && known->shape == NativeKeyInfo::Shape::flag) {
    const std::string word = lower_case(collapse(cell));
    if (word == "true" || word == "yes" || word == "1") field.flag = true;
    if (word == "false" || word == "no" || word == "0") field.flag = false;
  } else if (known != nullptr && is_day(known->key)) {
    cell = iso_form(cell);
  }
  field.text = std::move(cell);
  return field;
}

}  // namespace

Parsed CsvReader::read(const RawRecord& record, std::string_view /*above*/) const {
  const std::string_view bytes = record.bytes;
  const std::size_t end = bytes.find('\n');
  const std::string_view text = bytes.substr(end + 1);
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  if (find_invalid_utf8(text) != std::string_view::npos ||
      text.find(kReplacement) != std::string_view::npos) {
    return rejected(record.place, "the record has bytes that are invalid in the file's encoding",
                    "set the encoding with --encoding, for example windows-1250");
  }
  const std::vector<std::string> columns = split(bytes.substr(1, end - 1), "\x1F");
  std::vector<std::string> cells = csv_cells(text, bytes.front());
  const std::size_t wanted = columns.size() - 2;
  while (cells.size() > wanted && collapse(cells.back()).empty()) cells.pop_back();
  if (cells.size() != wanted) {
    return rejected(record.place,
                    "the record has " + std::to_string(cells.size()) + " cells, but the first line names " +
                        std::to_string(wanted) + " columns",
                    "put quotes around cells that contain the delimiter, a quote or a line end");
  }
  Given given;
  if (columns[0] == "article") given.kind = Kind::article;
  if (columns[0] == "ticket") given.kind = Kind::ticket;
  given.format = TextFormat::text;
  if (const auto format = read_text_format(format_)) given.format = *format;
  if (!columns[1].empty()) {
    Remark remark;
    remark.place = record.place;
    remark.reason = "the encoding is guessed to be " + columns[1];
    remark.hint = "set the encoding with --encoding if letters are wrong";
    given.remarks.push_back(std::move(remark));
  }
  NativeFields fields;
  for (std::size_t i = 0; i < wanted; ++i) {
    if (const auto person = person_column(columns[i + 2])) {
      if (const std::string line = collapse(cells[i]); !line.empty()) {
        given.known_values.push_back({*person, line});
      }
      continue;
    }
    // An empty check box counts as not ticked.
    if (is_state_flag(columns[i + 2]) && collapse(cells[i]).empty()) continue;
    if (!columns[i + 2].empty())
      fields.push_back(field_of(columns[i + 2], std::move(cells[i]), record.place.line));
  }
  return records().make(record.place, std::move(fields), std::move(given));
}

}  // namespace callside
