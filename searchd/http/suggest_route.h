#pragma once

#include <span>

#include "searchd/http/parameters.h"
#include "searchd/http/request_context.h"

namespace callside {

// GET|POST /v1/suggest: the same parameters in the query or in a JSON body.

inline constexpr Parameter kSuggestParameters[] = {
    {"q", ParameterType::text, "the question, in any language; may be unfinished", true},
    {"lang", ParameterType::tags,
     "languages that the agent reads, most preferred first; orders the versions of an article and "
     "removes no result"},
    {"only_lang", ParameterType::languages,
     "languages that suggestions must be in; 400 with the available languages if no document is in one of "
     "them"},
    {"limit", ParameterType::integer, "number of suggestions", false, 1, 50, 5},
    {"product", ParameterType::texts, "products to filter by; documents without a product always pass"},
    {"brand", ParameterType::texts, "brands to filter by; documents without a brand always pass"},
    {"kind", ParameterType::choice, "only articles or only tickets", false, 0, 0, 0, "article,ticket"},
    {"explain", ParameterType::flag, "adds to each suggestion why it is ranked where it is"},
};

HttpResult<void> answer_suggest(RequestContext& context);

}  // namespace callside
