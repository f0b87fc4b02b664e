#pragma once

#include "searchd/http/call.h"

namespace callside {

// What machines ask: is it alive, can it answer, how is it doing, what can it do.

Answered<void> answer_healthz(Call& call);
// 503 while the index can't be read.
Answered<void> answer_readyz(Call& call);
// For the machine that the daemon runs on alone: 403 to other peers, and to what a proxy passed on.
Answered<void> answer_metrics(Call& call);
Answered<void> answer_openapi(Call& call);

}  // namespace callside
