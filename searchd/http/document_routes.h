#pragma once

#include "searchd/http/call.h"
#include "searchd/http/parameters.h"

namespace callside {

// GET /v1/articles/{id} and GET /v1/tickets/{id}: one document whole.

inline constexpr Parameter kArticleParameters[] = {
    {"lang", ParameterType::tags, "languages, most preferred first; absent: the article's own"},
};

Answered<void> answer_article(Call& call);
Answered<void> answer_ticket(Call& call);

}  // namespace callside
