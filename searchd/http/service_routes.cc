#include "searchd/http/service_routes.h"

#include "searchd/http/address.h"
#include "searchd/http/openapi.h"

namespace callside {

Answered<void> answer_healthz(Call& call) {
  call.send(200, Json{{"status", "ok"}});
  return {};
}

Answered<void> answer_readyz(Call& call) {
  const auto census = call.services.suggester.census(Access{});
  if (!census) {
    call.services.log.error("not ready: {}", census.error().message);
    return tl::unexpected<Problem>(Problem{503, "the index can't be read", {{"Retry-After", "1"}}});
  }
  call.send(200, Json{{"status", "ready"}, {"revision", census->generation}});
  return {};
}

Answered<void> answer_metrics(Call& call) {
  const HttpRequest& request = call.request();
  bool direct = is_loopback(request.peer);
  for (const char* sign : {"forwarded", "x-forwarded-for", "x-real-ip", "via"}) {
    direct = direct && request.header(sign) == nullptr;
  }
  if (!direct) return refuse(403, "metrics are for the machine that the daemon runs on");
  const auto census = call.services.suggester.census(Access{});
  call.response.status = 200;
  call.response.set_content(
      call.services.metrics.text(census ? census->generation : "", call.services.open_connections()),
      "text/plain; version=0.0.4; charset=utf-8");
  return {};
}

Answered<void> answer_openapi(Call& call) {
  call.send(200, openapi_json());
  return {};
}

}  // namespace callside
