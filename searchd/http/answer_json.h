#pragma once

#include <string>

#include "searchd/http/json_text.h"
#include "searchd/query/suggester.h"

namespace callside {

// The answers of the HTTP interface. `internal`: the reader may see what only staff may; for others those
// keys are absent, whatever the engine gave.

Json suggest_json(const SuggestAnswer& answer, const std::string& query_id, double took_ms, bool internal);

Json document_json(const FullDocument& document, bool internal);

// Their JSON Schemas, for /openapi.json. Every key that an answer may have is in them.
Json suggest_schema();
Json document_schema();

}  // namespace callside
