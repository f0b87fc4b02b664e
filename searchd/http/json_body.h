#pragma once

#include "searchd/http/json_text.h"
#include "searchd/http/problem.h"
#include "searchd/http/request.h"

namespace callside {

// The JSON object that a request's body holds. 415 where its Content-Type is not JSON, 400 where it is
// malformed or no object. Bytes that are not UTF-8 become U+FFFD first, however deep it nests it is read
// without recursion.
HttpResult<RequestJson> json_body(const HttpRequest& request);

}  // namespace callside
