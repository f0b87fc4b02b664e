#pragma once

#include <string>

#include "searchd/http/json_text.h"
#include "searchd/query/suggester.h"

namespace callside {

// The JSON answers of the HTTP interface. With `internal` false, the keys that only staff may see are left
// out, whatever the engine returned.

Json suggest_json(const SuggestAnswer& answer, const std::string& query_id, double took_ms, bool internal);

Json document_json(const FullDocument& document, bool internal);

// Their JSON Schemas, for /openapi.json. They list every key that an answer can have.
Json suggest_schema();
Json document_schema();

}  // namespace callside
