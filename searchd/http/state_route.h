#pragma once

#include <span>

#include "searchd/http/parameters.h"
#include "searchd/http/request_context.h"

namespace callside {

// GET|POST /v1/state: what a page must know while nobody types. It needs no permit to search.

inline constexpr Parameter kStateBody[] = {
    {"lang", ParameterType::tags, "languages that the agent reads; notices in other languages are left out"},
    {"product", ParameterType::texts,
     "products to include notices for; notices for all products are always included"},
    {"open", ParameterType::document, "the document that the page has open"},
    {"listed", ParameterType::documents, "other documents that the page shows"},
};
// A query cannot hold documents.
inline constexpr std::span<const Parameter> kStateQuery(kStateBody, 2);

HttpResult<void> answer_state(RequestContext& context);
Json state_schema();

}  // namespace callside
