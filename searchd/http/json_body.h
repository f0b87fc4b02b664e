#pragma once

#include "searchd/http/json_text.h"
#include "searchd/http/problem.h"
#include "searchd/http/request.h"

namespace callside {

// Parses the JSON object in the body of a request. 415 if the Content-Type is not JSON, 400 if the body is
// malformed or not an object. Replaces invalid UTF-8 by U+FFFD. Uses no recursion, so nesting may be deep.
HttpResult<RequestJson> json_body(const HttpRequest& request);

}  // namespace callside
