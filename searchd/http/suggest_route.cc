#include "searchd/http/suggest_route.h"

#include <chrono>
#include <string>

#include "searchd/http/answer_json.h"
#include "searchd/http/degraded.h"
#include "searchd/http/json_body.h"
#include "searchd/http/limits.h"
#include "searchd/http/secret.h"

namespace callside {

namespace {

// GET has room for the longest question that is used, in any script, and for twice that, so that long
// questions are cut rather than refused.
static_assert(HttpLimits().target_bytes >= 2 * 3 * kMaxQuestionBytes);

int fallback_of(std::string_view name) {
  for (const Parameter& parameter : kSuggestParameters) {
    if (name == parameter.name) return parameter.fallback;
  }
  return 0;
}

HttpResult<ParameterValues> suggest_parameters(const HttpRequest& request) {
  if (request.method != "POST") return read_query(kSuggestParameters, request.query);
  auto json = json_body(request);
  if (!json) return tl::unexpected<Problem>(json.error());
  return read_json(kSuggestParameters, *json);
}

SuggestRequest suggest_request(const ParameterValues& values, std::string today) {
  SuggestRequest request;
  request.text = values.text("q");
  request.lang = values.list("lang");
  request.only_lang = values.list("only_lang");
  request.limit = static_cast<std::size_t>(values.integer("limit").value_or(fallback_of("limit")));
  request.product = values.list("product");
  request.brand = values.list("brand");
  if (const std::string kind = values.text("kind"); !kind.empty()) {
    request.kind = kind == name_of(Kind::ticket) ? Kind::ticket : Kind::article;
  }
  request.explain = values.integer("explain").value_or(0) != 0;
  request.today = std::move(today);
  return request;
}

}  // namespace

HttpResult<void> answer_suggest(RequestContext& context) {
  const auto begun = std::chrono::steady_clock::now();
  const auto values = suggest_parameters(context.request());
  if (!values) return tl::unexpected<Problem>(values.error());
  SuggestRequest request = suggest_request(*values, context.services.clock.today());
  request.session = context.client.session;
  // Waiting for a permit counts: if there are more searches than cores, each does less, and the queue
  // shrinks.
  request.time =
      TimeBudget(context.services.clock.now, context.services.deadline, context.exchange.client_left);
  const auto permit = context.search_permit();
  if (!permit) return tl::unexpected<Problem>(permit.error());
  auto answer = context.services.suggester.suggest(request, context.client.access);
  if (!answer) {
    // The request names nothing that could be missing.
    if (answer.error().code == ErrorCode::not_found) answer.error().code = ErrorCode::internal;
    return context.failed(answer.error());
  }
  for (const Degraded what : answer->degraded) {
    context.services.metrics.count_degraded(what);
    context.exchange.degraded += (context.exchange.degraded.empty() ? "" : ",") + std::string(name_of(what));
  }
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
  context.send(200, suggest_json(*answer, random_id(), took.count(), context.client.access.internal()));
  return {};
}

}  // namespace callside
