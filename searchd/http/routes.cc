#include "searchd/http/routes.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "searchd/http/answer_json.h"
#include "searchd/http/document_routes.h"
#include "searchd/http/page_routes.h"
#include "searchd/http/service_routes.h"
#include "searchd/http/session_routes.h"
#include "searchd/http/state_route.h"
#include "searchd/http/suggest_route.h"
#include "searchd/http/url_text.h"

namespace callside {

namespace {

// Returns the value of the segment in braces (empty if there is none), or nullopt if the path does not match.
std::optional<std::string> match(std::string_view pattern, std::string_view path) {
  const std::size_t brace = pattern.find('{');
  if (brace == std::string_view::npos) return pattern == path ? std::optional(std::string()) : std::nullopt;
  if (path.substr(0, brace) != pattern.substr(0, brace)) return std::nullopt;
  const std::string_view segment = path.substr(brace);
  if (segment.empty() || segment.find('/') != std::string_view::npos) return std::nullopt;
  return decode_segment(segment);
}

bool takes(const Route& route, std::string_view method) {
  return route.method == method || (route.method == "GET" && method == "HEAD");
}

}  // namespace

std::span<const Route> routes() {
  static const Route kRoutes[] = {
      {.method = "GET",
       .pattern = "/v1/suggest",
       .answer = answer_suggest,
       .needs_key = true,
       .summary = "Articles and tickets that answer a question, best first",
       .query = kSuggestParameters,
       .schema = suggest_schema},
      {.method = "POST",
       .pattern = "/v1/suggest",
       .answer = answer_suggest,
       .needs_key = true,
       .summary = "The same, keeping the question out of addresses and proxy logs",
       .body = kSuggestParameters,
       .schema = suggest_schema},
      {.method = "GET",
       .pattern = "/v1/state",
       .answer = answer_state,
       .needs_key = true,
       .is_polled = true,
       .summary = "The notices, for a page where nobody is typing",
       .query = kStateQuery,
       .schema = state_schema},
      {.method = "POST",
       .pattern = "/v1/state",
       .answer = answer_state,
       .needs_key = true,
       .is_polled = true,
       .summary = "The same, and whether the documents on the page may still be shown",
       .body = kStateBody,
       .schema = state_schema},
      {.method = "GET",
       .pattern = "/v1/articles/{id}",
       .answer = answer_article,
       .needs_key = true,
       .summary = "A whole article",
       .query = kArticleParameters,
       .parameter_help = "the article's id, percent-encoded into one segment: billing%2Frefund",
       .schema = document_schema},
      {.method = "GET",
       .pattern = "/v1/tickets/{id}",
       .answer = answer_ticket,
       .needs_key = true,
       .summary = "A whole resolved ticket",
       .parameter_help = "the ticket's id, percent-encoded into one segment",
       .schema = document_schema},
      {.method = "GET",
       .pattern = "/v1/session",
       .answer = answer_session,
       .needs_key = false,
       .summary = "Who is signed in, and what they may see",
       .schema = session_schema},
      {.method = "POST",
       .pattern = "/v1/session",
       .answer = sign_in,
       .needs_key = false,
       .summary = "Signs in a browser with a key or the code of a sign-in link; sets a cookie",
       .body = kSignInParameters,
       .schema = session_schema},
      {.method = "DELETE",
       .pattern = "/v1/session",
       .answer = sign_out,
       .needs_key = false,
       .summary = "Signs a browser out",
       .schema = session_schema},
      {.method = "GET",
       .pattern = "/healthz",
       .answer = answer_healthz,
       .needs_key = false,
       .summary = "200 while the daemon runs"},
      {.method = "GET",
       .pattern = "/readyz",
       .answer = answer_readyz,
       .needs_key = false,
       .summary = "200 if the daemon can answer and shows nothing that was withdrawn or revoked; otherwise "
                  "503 with the alarms"},
      {.method = "GET",
       .pattern = "/metrics",
       .answer = answer_metrics,
       .needs_key = false,
       .summary =
           "Counters for Prometheus; for keys with internal or, without keys, for the daemon's own machine",
       .content_type = "text/plain"},
      {.method = "GET",
       .pattern = "/openapi.json",
       .answer = answer_openapi,
       .needs_key = false,
       .summary = "This description"},
      {.method = "GET",
       .pattern = "/",
       .answer = answer_page,
       .needs_key = false,
       .summary = "The agent's page",
       .content_type = "text/html"},
      {.method = "GET",
       .pattern = "/page/{file}",
       .answer = answer_page,
       .needs_key = false,
       .summary = "The files of the agent's page",
       .parameter_help = "the file's name",
       .content_type = "*/*"},
  };
  return kRoutes;
}

HttpResult<RouteMatch> match_route(std::string_view method, std::string_view raw_path) {
  std::string allowed;
  for (const Route& route : routes()) {
    auto parameter = match(route.pattern, raw_path);
    if (!parameter) continue;
    if (takes(route, method)) return RouteMatch{&route, std::move(*parameter)};
    allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
    if (route.method == "GET") allowed += ", HEAD";
  }
  if (!allowed.empty()) {
    return tl::unexpected<Problem>(Problem{405, "allowed methods: " + allowed, {{"Allow", allowed}}});
  }
  for (const std::string_view documents : {"/v1/articles/", "/v1/tickets/"}) {
    if (raw_path.substr(0, documents.size()) == documents) {
      return refuse(404, "an id must be one percent-encoded segment: write / as %2F");
    }
  }
  return refuse(404, "no such route; /openapi.json lists all routes");
}

std::string loggable_request(std::string_view method, std::string_view raw_path) {
  constexpr std::string_view kMethods[] = {"GET",    "HEAD",    "POST",  "PUT",    "PATCH",
                                           "DELETE", "OPTIONS", "TRACE", "CONNECT"};
  if (std::find(std::begin(kMethods), std::end(kMethods), method) == std::end(kMethods)) method = "-";
  std::string text = std::string(method) + " ";
  std::string_view known;
  for (const Route& route : routes()) {
    if (match(route.pattern, raw_path)) return text.append(route.pattern);
    const std::string_view fixed = route.pattern.substr(0, route.pattern.find('{'));
    for (std::size_t end = fixed.find('/'); end != std::string_view::npos; end = fixed.find('/', end + 1)) {
      const std::string_view segments = fixed.substr(0, end + 1);
      if (segments.size() > known.size() && raw_path.starts_with(segments)) known = segments;
    }
  }
  return known.empty() ? text + "-" : text.append(known).append("...");
}

}  // namespace callside
