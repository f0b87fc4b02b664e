#pragma once

#include <span>

#include "searchd/http/request_context.h"
#include "searchd/http/parameters.h"

namespace callside {

// GET|POST /v1/suggest: the same parameters in the query or in a JSON body.

inline constexpr Parameter kSuggestParameters[] = {
    {"q", ParameterType::text, "what the caller asks, in any language, also unfinished", true},
    {"lang", ParameterType::tags,
     "languages that the agent reads, most preferred first; orders the versions of an article, removes "
     "nothing"},
    {"only_lang", ParameterType::languages,
     "languages that suggestions must be in; 400, naming those that there are, where nothing is in one of "
     "them"},
    {"limit", ParameterType::integer, "how many suggestions", false, 1, 50, 5},
    {"product", ParameterType::texts, "products that it is about; documents without one always pass"},
    {"brand", ParameterType::texts, "brands that it is about; documents without one always pass"},
    {"kind", ParameterType::choice, "only articles or only tickets", false, 0, 0, 0, "article,ticket"},
    {"explain", ParameterType::flag, "whether each suggestion says why it stands where it does"},
};

HttpResult<void> answer_suggest(RequestContext& context);

}  // namespace callside
