#include "searchd/http/service_routes.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "indexer/base/moment.h"
#include "searchd/http/address.h"
#include "searchd/http/openapi.h"

namespace callside {

namespace {

constexpr const char* kAlarmCodes[] = {"keys", "config", "live", "translations", "generation", "checksum"};

// Returns true if the alarm cannot mean that something forbidden is shown: at worst a translation is not
// marked as outdated, or a changed setting has no effect yet.
bool is_harmless(const Alarm& alarm) { return alarm.code == "translations" || alarm.code == "config"; }

HttpResult<void> may_see_metrics(RequestContext& context) {
  if (context.services.open_metrics) return {};
  const HttpRequest& request = context.request();
  if (context.services.authenticator.needs_key()) {
    const auto client = context.services.authenticator.authenticate(request);
    if (!client) return tl::unexpected<Problem>(client.error());
    context.exchange.key_name = client->key_name;
    if (!client->access.internal()) return refuse(403, "metrics need a key with the audience internal");
    return {};
  }
  bool direct = is_loopback(request.peer);
  for (const char* header : {"forwarded", "x-forwarded-for", "x-real-ip", "via"}) {
    direct = direct && request.header(header) == nullptr;
  }
  if (!direct) return refuse(403, "metrics are only for the machine that the daemon runs on");
  return {};
}

}  // namespace

HttpResult<void> answer_healthz(RequestContext& context) {
  context.send(200, Json{{"status", "ok"}});
  return {};
}

HttpResult<void> answer_readyz(RequestContext& context) {
  const auto census = context.services.suggester.census(Access{});
  if (!census) {
    context.services.log.error("not ready: {}", census.error().message);
    return tl::unexpected<Problem>(Problem{503, "the index cannot be read", {{"Retry-After", "1"}}});
  }
  const std::vector<Alarm> alarms = context.services.alarms();
  const bool ready = std::all_of(alarms.begin(), alarms.end(), is_harmless);
  Json json =
      ready ? Json{{"status", "ready"}, {"revision", census->generation}}
            : problem_json({503, "something withdrawn or revoked may still be shown: see the daemon's log"},
                           context.request().id);
  // The details name files of this machine, so they are only logged.
  for (const Alarm& alarm : alarms) {
    json["alarms"].push_back(Json{{"code", alarm.code}, {"since", format_utc(alarm.since)}});
  }
  context.response.status = ready ? 200 : 503;
  if (!ready) context.response.set_header("Retry-After", "5");
  context.response.set_content(json_text(json), ready ? "application/json" : "application/problem+json");
  return {};
}

HttpResult<void> answer_metrics(RequestContext& context) {
  if (auto allowed = may_see_metrics(context); !allowed) return allowed;
  std::map<std::string, bool> alarms;
  for (const char* code : kAlarmCodes) alarms[code] = false;
  for (const Alarm& alarm : context.services.alarms()) alarms[alarm.code] = true;
  const auto census = context.services.suggester.census(Access{});
  context.response.status = 200;
  context.response.set_content(context.services.metrics.text(census ? census->generation : "",
                                                             context.services.open_connections(), alarms),
                               "text/plain; version=0.0.4; charset=utf-8");
  return {};
}

HttpResult<void> answer_openapi(RequestContext& context) {
  context.send(200, openapi_json());
  return {};
}

}  // namespace callside
