#pragma once

#include <span>
#include <string>
#include <string_view>

#include "searchd/http/parameters.h"
#include "searchd/http/request_context.h"

namespace callside {

// A route of the HTTP interface. Requests are matched with the table of routes, and /openapi.json lists it.
struct Route {
  std::string_view method;
  std::string_view pattern;  // a segment in braces matches any one that is not empty
  HttpResult<void> (*answer)(RequestContext&);
  bool needs_key;
  // True if pages send it every other second. Such requests do not keep a session alive and are logged at
  // debug level.
  bool is_polled = false;
  const char* summary;
  std::span<const Parameter> query = {};
  std::span<const Parameter> body = {};  // parameters in a JSON object
  const char* parameter_help = "";       // describes the segment in braces
  Json (*schema)() = nullptr;            // schema of a JSON answer; nullptr for other content types
  const char* content_type = "application/json";
};

std::span<const Route> routes();

// The route of a request, and the decoded value of its segment in braces.
struct RouteMatch {
  const Route* route;
  std::string parameter;
};
// Returns 404 if no route has this path, and 405 with Allow if only other methods have it. Routes for GET
// also answer HEAD.
HttpResult<RouteMatch> match_route(std::string_view method, std::string_view raw_path);

// Returns what may be logged of a request that no route matches: its method, if HTTP defines it, and the
// leading segments of its path that begin a route ("GET /v1/articles/..."). The rest may name a person. "-"
// stands for a part that was not recognised.
std::string loggable_request(std::string_view method, std::string_view raw_path);

}  // namespace callside
