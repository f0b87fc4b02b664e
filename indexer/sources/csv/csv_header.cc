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

// A column that callside.yaml maps to this key is skipped.
constexpr std::string_view kIgnore = "ignore";

// Returns the key of a column: from callside.yaml, else its own name.
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

// Tells articles from tickets by their columns: a ticket needs a resolution, an article a body.
Result<std::string> kind_of(const CsvHeader& header, const SourceMapping& mapping) {
  std::string kind = mapping.one("kind");
  if (!kind.empty() && kind != "article" && kind != "ticket") {
    return refuse_header("csv: kind in callside.yaml is neither article nor ticket",
                         "set kind: article or kind: ticket");
  }
  if (!kind.empty() || has(header, "kind")) return kind;
  const bool ticket = has(header, "resolution");
  if (ticket != has(header, "body")) return std::string(ticket ? "ticket" : "article");
  return refuse_header("cannot tell from the columns whether the records are articles or tickets",
                       "set csv: {kind: ticket} in callside.yaml, or add a column named kind");
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
      return refuse_header("callside.yaml maps the column " + in_quotes(name) + " to " + in_quotes(key) +
                               ", which is not a key",
                           "did you mean \"" + std::string(nearest_key(key, native_key_names())) +
                               "\"? To skip the column, map it to ignore");
    }
    if (!key.empty() && !seen.insert(key).second) {
      return refuse_header(
          "two columns have the key " + in_quotes(key),
          "map one of them to another key, or to ignore, in callside.yaml under csv: columns");
    }
    header.keys.push_back(std::move(key));
  }
  if (std::none_of(header.keys.begin(), header.keys.end(), is_key)) {
    return refuse_header("the first line names no known column",
                         "map the columns in callside.yaml: csv: {columns: {Ticket ID: id, Subject: subject, "
                         "Answer: resolution}}");
  }
  CALLSIDE_ASSIGN(header.kind, kind_of(header, mapping));
  return header;
}

}  // namespace callside
