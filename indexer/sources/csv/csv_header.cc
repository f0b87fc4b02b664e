#include "indexer/sources/csv/csv_header.h"

#include <algorithm>
#include <array>
#include <set>

#include "indexer/base/ascii.h"
#include "indexer/base/near_key.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/csv/csv_cells.h"
#include "indexer/sources/native_key.h"
#include "indexer/sources/source_state.h"

namespace callside {

namespace {

// A column that callside.yaml maps to it is not read.
constexpr std::string_view kIgnore = "ignore";

// The key that a column's name stands for: what callside.yaml says, else the name, where it is one.
std::string key_of(const std::string& name, const SourceMapping& mapping) {
  for (const auto& [column, keys] : mapping.all("columns")) {
    if (lower_case(collapse(column)) == lower_case(name)) return keys.front();
  }
  const std::string lower = lower_case(name);
  return find_native_key(lower) != nullptr ? lower : name;
}

bool is_key(const std::string& key) { return find_native_key(key) != nullptr || person_column(key); }

bool has(const CsvHeader& header, std::string_view key) {
  return std::find(header.keys.begin(), header.keys.end(), key) != header.keys.end();
}

tl::unexpected<Error> refuse_header(std::string reason, std::string hint) {
  return fail(ErrorCode::invalid_input, std::move(reason), std::move(hint));
}

// A ticket cannot be without a resolution, nor an article without a body; so the columns tell them apart.
Result<std::string> kind_of(const CsvHeader& header, const SourceMapping& mapping) {
  std::string kind = mapping.one("kind");
  if (!kind.empty() && kind != "article" && kind != "ticket") {
    return refuse_header("csv: kind in callside.yaml is neither article nor ticket",
                         "write kind: article or kind: ticket");
  }
  if (!kind.empty() || has(header, "kind")) return kind;
  const bool ticket = has(header, "resolution");
  if (ticket != has(header, "body")) return std::string(ticket ? "ticket" : "article");
  return refuse_header("the columns do not tell whether the records are articles or tickets",
                       "write in callside.yaml: csv: {kind: ticket}, or add a column named kind");
}

}  // namespace

std::optional<KnownValue::Kind> person_column(std::string_view key) {
  if (key == "person_name") return KnownValue::Kind::name;
  if (key == "person_email") return KnownValue::Kind::email;
  if (key == "person_telephone") return KnownValue::Kind::telephone;
  if (key == "person_address") return KnownValue::Kind::address;
  return std::nullopt;
}

char find_delimiter(std::string_view text, const SourceMapping& mapping) {
  std::size_t most_known = 0;
  std::size_t most_cells = 0;
  char best = ',';
  for (const char delimiter : {',', ';', '\t', '|'}) {
    std::size_t end = 0;
    CsvScanner(delimiter).skip(text, end);
    const std::vector<std::string> cells = csv_cells(text.substr(0, end), delimiter);
    const auto known =
        static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [&](const std::string& cell) {
          return is_key(key_of(collapse(cell), mapping));
        }));
    if (known < most_known || (known == most_known && cells.size() <= most_cells)) continue;
    most_known = known;
    most_cells = cells.size();
    best = delimiter;
  }
  return best;
}

Result<CsvHeader> read_csv_header(std::string_view record, char delimiter, const SourceMapping& mapping) {
  CsvHeader header;
  header.delimiter = delimiter;
  std::set<std::string> seen;
  for (const std::string& cell : csv_cells(record, delimiter)) {
    const std::string name = collapse(cell);
    std::string key = key_of(name, mapping);
    const bool mapped = key != name && lower_case(name) != key;
    if (key == kIgnore) key.clear();
    if (mapped && !key.empty() && !is_key(key) && !is_state_key(key)) {
      return refuse_header(
          "callside.yaml maps the column " + in_quotes(name) + " to " + in_quotes(key) + ", which is no key",
          "did you mean \"" + std::string(nearest_key(key, native_key_names())) +
              "\"? To leave it out, write ignore");
    }
    if (!key.empty() && !seen.insert(key).second) {
      return refuse_header(
          "two columns are " + in_quotes(key),
          "map one of them to another key, or to ignore, in callside.yaml under csv: columns");
    }
    header.keys.push_back(std::move(key));
  }
  if (std::none_of(header.keys.begin(), header.keys.end(), is_key)) {
    return refuse_header(
        "no column of the first line is known",
        "write in callside.yaml which column is what: csv: {columns: {Ticket ID: id, Subject: "
        "subject, Answer: resolution}}");
  }
  CALLSIDE_ASSIGN(header.kind, kind_of(header, mapping));
  return header;
}

}  // namespace callside
