#pragma once

#include "searchd/http/request_context.h"
#include "searchd/http/parameters.h"

namespace callside {

// GET /v1/articles/{id} and GET /v1/tickets/{id}: one document whole.

inline constexpr Parameter kArticleParameters[] = {
    {"lang", ParameterType::tags, "languages, most preferred first; absent: the article's own"},
};

HttpResult<void> answer_article(RequestContext& context);
HttpResult<void> answer_ticket(RequestContext& context);

}  // namespace callside
