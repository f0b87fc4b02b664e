#pragma once

#include <span>

#include "searchd/http/request_context.h"
#include "searchd/http/parameters.h"

namespace callside {

// GET|POST /v1/state: what a page must know while nobody types. It takes no search's permit.

inline constexpr Parameter kStateBody[] = {
    {"lang", ParameterType::tags, "languages that the agent reads; notices in others are left out"},
    {"product", ParameterType::texts,
     "products whose notices are wanted; those for all products always pass"},
    {"open", ParameterType::document, "the document that the page has open"},
    {"listed", ParameterType::documents, "other documents that it shows"},
};
// A query can't name documents.
inline constexpr std::span<const Parameter> kStateQuery(kStateBody, 2);

HttpResult<void> answer_state(RequestContext& context);
Json state_schema();

}  // namespace callside
