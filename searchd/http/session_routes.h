#pragma once

#include "searchd/http/request_context.h"
#include "searchd/http/json_text.h"
#include "searchd/http/parameters.h"

namespace callside {

// /v1/session: the page's way to a key's rights without keeping the key. It sends the key, or the one-time
// code of a sign-in link, and gets a cookie that no script can read.

inline constexpr Parameter kSignInParameters[] = {
    {"key", ParameterType::text, "the key; absent where it stands in the Authorization header"},
    {"code", ParameterType::text, "in place of the key: the code of a sign-in link, which is used up"},
};

HttpResult<void> answer_session(RequestContext& context);  // GET
HttpResult<void> sign_in(RequestContext& context);         // POST
HttpResult<void> sign_out(RequestContext& context);        // DELETE

Json session_schema();

// What to do about documents that nobody sees without a key. In backticks: what to type.
inline constexpr const char* kHowToGetAKey =
    "Make one with `callside-searchd key new --name NAME --audiences public,internal --keys keys.yaml`; "
    "then start the daemon with `--keys keys.yaml`.";

}  // namespace callside
