#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/http/json_text.h"
#include "searchd/http/problem.h"
#include "searchd/query/suggester.h"

namespace callside {

enum class ParameterType {
  text,       // any text
  texts,      // one or several: repeated in a query, a string or an array in JSON
  tags,       // as texts, of language tags; one text may hold several, comma-separated
  languages,  // as tags, of languages that the index must have: the engine judges them
  integer,    // lowest to highest
  choice,     // one of `choices`
  flag,       // yes or no: 0, 1, true or false; read as the integer 0 or 1
  // In JSON only:
  document,   // {"kind","id","lang"}; "lang" may be absent
  documents,  // an array of them
};

// One parameter of a route. The same table reads requests and writes /openapi.json.
struct Parameter {
  const char* name;
  ParameterType type;
  const char* help;
  bool required = false;
  int lowest = 0, highest = 0, fallback = 0;
  const char* choices = "";  // comma-separated
};

// Values that have passed their table.
class ParameterValues {
 public:
  // Empty where it was not given.
  const std::vector<std::string>& list(std::string_view name) const;
  std::string text(std::string_view name) const;
  std::optional<int> integer(std::string_view name) const;
  const std::vector<DocumentRef>& documents(std::string_view name) const;

  std::map<std::string, std::vector<std::string>, std::less<>> texts;
  std::map<std::string, int, std::less<>> integers;
  std::map<std::string, std::vector<DocumentRef>, std::less<>> document_refs;
};

// Reads a raw query. Parameters that are not in the table are ignored, and so they are in JSON: a client may
// be newer than the daemon. Text that is not UTF-8 is repaired.
HttpResult<ParameterValues> read_query(std::span<const Parameter> table, std::string_view raw_query);

// Reads a JSON object.
HttpResult<ParameterValues> read_json(std::span<const Parameter> table, const RequestJson& object);

// The schema of a parameter, as OpenAPI 3.1 has it.
Json parameter_schema(const Parameter& parameter, bool in_json);

}  // namespace callside
