#include "searchd/http/api.h"

#include <fmt/format.h>

#include <utility>

#include "searchd/http/routes.h"

namespace callside {

namespace {

bool is_api(const HttpRequest& request) { return request.path.substr(0, 3) == "/v1"; }

// Adds the headers of every answer: browsers must not guess its type, embed it in other pages, or pass on its
// address.
void add_headers(const HttpRequest& request, httplib::Response& response) {
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Cross-Origin-Resource-Policy", "same-origin");
  response.set_header("X-Request-Id", request.id);
  if (is_api(request)) response.set_header("Cache-Control", "no-store");
}

// A page of another origin can send requests here and time the answers, though it cannot read them. Browsers
// send Sec-Fetch-Site, and only the daemon's own page may use /v1.
bool is_cross_site(const HttpRequest& request) {
  const std::string* site = request.header("sec-fetch-site");
  return site != nullptr && (*site == "cross-site" || *site == "same-site");
}

}  // namespace

Api::Api(ApiParts parts)
    : parts_(std::move(parts)),
      origins_(parts_.hosts, parts_.own_host),
      own_sessions_(parts_.clock.moment,
                    [this](const std::string& session) { parts_.suggester->end_session(session); }),
      authenticator_(parts_.keys, parts_.sessions != nullptr ? *parts_.sessions : own_sessions_, parts_.codes,
                     origins_, parts_.clock, *parts_.log),
      search_permits_(parts_.concurrent_searches, parts_.permit_timeout),
      deadline_(parts_.deadline),
      services_{*parts_.suggester,
                parts_.page,
                parts_.clock,
                *parts_.log,
                authenticator_,
                search_permits_,
                metrics_,
                parts_.open_connections,
                [this] { return alarms(); },
                parts_.open_metrics,
                deadline_} {}

std::vector<Alarm> Api::alarms() const {
  std::vector<Alarm> all = parts_.alarms();
  if (parts_.keys != nullptr) {
    parts_.keys->refresh();
    if (auto alarm = parts_.keys->alarm()) all.push_back(std::move(*alarm));
  }
  for (Alarm& alarm : parts_.suggester->alarms()) all.push_back(std::move(alarm));
  return all;
}

void Api::answer(Exchange& exchange, httplib::Response& response) {
  if (auto routed = route(exchange, response); !routed) return refuse(exchange, routed.error(), response);
  add_headers(exchange.request, response);
}

HttpResult<void> Api::route(Exchange& exchange, httplib::Response& response) {
  const HttpRequest& request = exchange.request;
  if (auto admitted = origins_.check(request); !admitted) return admitted;
  auto matched = match_route(request.method, request.path);
  if (!matched) return tl::unexpected<Problem>(matched.error());
  exchange.route = matched->route->pattern;
  exchange.is_polled = matched->route->is_polled;
  if (is_api(request) && is_cross_site(request)) {
    return callside::refuse(403, "requests from pages of other origins are refused");
  }
  RequestContext context{services_, exchange, response, {}, std::move(matched->parameter)};
  if (matched->route->needs_key) {
    auto client = authenticator_.authenticate(request, !matched->route->is_polled);
    if (!client) return tl::unexpected<Problem>(client.error());
    context.client = std::move(*client);
    exchange.key_name = context.client.key_name;
  }
  return matched->route->answer(context);
}

void Api::refuse(Exchange& exchange, const Problem& problem, httplib::Response& response) {
  response.status = problem.status;
  for (const auto& [name, value] : problem.headers) response.set_header(name, value);
  response.set_content(problem_text(problem, exchange.request.id), "application/problem+json");
  add_headers(exchange.request, response);
}

void Api::answered(const Exchange& exchange, int status, std::chrono::nanoseconds took) {
  metrics_.count(exchange.route, status, took);
  const HttpRequest& request = exchange.request;
  const std::string request_text = exchange.route == "-"
                                       ? loggable_request(request.method, request.path)
                                       : fmt::format("{} {}", request.method, exchange.route);
  const auto level = exchange.is_polled && status < 400 ? spdlog::level::debug : spdlog::level::info;
  parts_.log->log(level, "{} {} {:.1f}ms id={} key={}{}{}", request_text, status,
                  std::chrono::duration<double, std::milli>(took).count(), request.id,
                  exchange.key_name.empty() ? "-" : exchange.key_name,
                  exchange.degraded.empty() ? "" : " degraded=", exchange.degraded);
}

void Api::alarm(std::string_view what) { parts_.log->error("{}", what); }

}  // namespace callside
