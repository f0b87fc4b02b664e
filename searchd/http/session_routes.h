#pragma once

#include "searchd/http/json_text.h"
#include "searchd/http/parameters.h"
#include "searchd/http/request_context.h"

namespace callside {

// /v1/session lets the page use a key without storing it: it sends the key, or the one-time code of a sign-in
// link, and receives a cookie that scripts cannot read.

inline constexpr Parameter kSignInParameters[] = {
    {"key", ParameterType::text, "the key; absent if it is in the Authorization header"},
    {"code", ParameterType::text, "instead of the key: the code of a sign-in link, which is used up"},
};

HttpResult<void> answer_session(RequestContext& context);  // GET
HttpResult<void> sign_in(RequestContext& context);         // POST
HttpResult<void> sign_out(RequestContext& context);        // DELETE

Json session_schema();

// How to see documents that need a key. Commands are in backticks.
inline constexpr const char* kHowToGetAKey =
    "Make one with `callside-searchd key new --name NAME --audiences public,internal --keys keys.yaml`; "
    "then start the daemon with `--keys keys.yaml`.";

}  // namespace callside
