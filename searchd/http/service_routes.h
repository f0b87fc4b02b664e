#pragma once

#include "searchd/http/request_context.h"

namespace callside {

// What machines ask: is it alive, can it answer, how is it doing, what can it do.

HttpResult<void> answer_healthz(RequestContext& context);
// 503 while the index can't be read, or while an alarm stands that may mean that something is shown which was
// taken back: a key that was revoked, an article that was withdrawn.
HttpResult<void> answer_readyz(RequestContext& context);
// With keys: for keys with internal, unless the daemon was started with open metrics. Without keys: for the
// machine that the daemon runs on; 403 to other peers, and to what says that a proxy passed it on.
HttpResult<void> answer_metrics(RequestContext& context);
HttpResult<void> answer_openapi(RequestContext& context);

}  // namespace callside
