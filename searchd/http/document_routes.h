#pragma once

#include "searchd/http/parameters.h"
#include "searchd/http/request_context.h"

namespace callside {

// GET /v1/articles/{id} and GET /v1/tickets/{id}: one whole document.

inline constexpr Parameter kArticleParameters[] = {
    {"lang", ParameterType::tags, "languages, most preferred first; default: the article's own language"},
};

HttpResult<void> answer_article(RequestContext& context);
HttpResult<void> answer_ticket(RequestContext& context);

}  // namespace callside
