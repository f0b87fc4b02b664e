#pragma once

#include "searchd/http/call.h"

namespace callside {

// What machines ask: is it alive, can it answer, how is it doing, what can it do.

Answered<void> answer_healthz(Call& call);
// 503 while the index can't be read, or while an alarm stands that may mean that something is shown which was
// taken back: a key that was revoked, an article that was withdrawn.
Answered<void> answer_readyz(Call& call);
// With keys: for keys with internal, unless the daemon was started with open metrics. Without keys: for the
// machine that the daemon runs on; 403 to other peers, and to what says that a proxy passed it on.
Answered<void> answer_metrics(Call& call);
Answered<void> answer_openapi(Call& call);

}  // namespace callside
