#pragma once

#include "searchd/http/request_context.h"

namespace callside {

// Routes for machines: liveness, readiness, metrics and the API description.

HttpResult<void> answer_healthz(RequestContext& context);
// 503 if the index cannot be read, or if an active alarm may mean that something withdrawn is still shown: a
// revoked key or a withdrawn article.
HttpResult<void> answer_readyz(RequestContext& context);
// If the daemon runs with keys, needs a key with internal, unless metrics are open. Without keys, answers
// only the machine that the daemon runs on: 403 for other peers and for requests that a proxy has forwarded.
HttpResult<void> answer_metrics(RequestContext& context);
HttpResult<void> answer_openapi(RequestContext& context);

}  // namespace callside
