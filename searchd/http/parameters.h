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
  tags,       // like texts, but language tags; one text may hold several, comma-separated
  languages,  // like tags, but checked by the engine: they must be languages of the index
  integer,    // from lowest to highest
  choice,     // one of `choices`
  flag,       // 0, 1, true or false; read as the integer 0 or 1
  // In JSON only:
  document,   // {"kind","id","lang"}; "lang" may be absent
  documents,  // an array of them
};

// A parameter of a route. The same table parses requests and generates /openapi.json.
struct Parameter {
  const char* name;
  ParameterType type;
  const char* help;
  bool required = false;
  int lowest = 0, highest = 0, fallback = 0;
  const char* choices = "";  // comma-separated
};

// The validated values of a request.
class ParameterValues {
 public:
  // Empty if the parameter was not given.
  const std::vector<std::string>& list(std::string_view name) const;
  std::string text(std::string_view name) const;
  std::optional<int> integer(std::string_view name) const;
  const std::vector<DocumentRef>& documents(std::string_view name) const;

  std::map<std::string, std::vector<std::string>, std::less<>> texts;
  std::map<std::string, int, std::less<>> integers;
  std::map<std::string, std::vector<DocumentRef>, std::less<>> document_refs;
};

// Parses a raw query. Ignores parameters that are not in the table, as read_json() does, because a client may
// be newer than the daemon. Repairs invalid UTF-8.
HttpResult<ParameterValues> read_query(std::span<const Parameter> table, std::string_view raw_query);

// Reads the parameters from a JSON object.
HttpResult<ParameterValues> read_json(std::span<const Parameter> table, const RequestJson& object);

// Returns the OpenAPI 3.1 schema of a parameter.
Json parameter_schema(const Parameter& parameter, bool in_json);

}  // namespace callside
