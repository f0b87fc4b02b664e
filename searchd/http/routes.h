#pragma once

#include <span>
#include <string>
#include <string_view>

#include "searchd/http/request_context.h"
#include "searchd/http/parameters.h"

namespace callside {

// One thing that can be asked. The table of them is what requests are matched with and what /openapi.json
// lists.
struct Route {
  std::string_view method;
  std::string_view pattern;  // a segment in braces stands for any one that is not empty
  HttpResult<void> (*answer)(RequestContext&);
  bool needs_key;
  // Pages ask it every other second by themselves: that keeps no session alive, and is logged at debug level.
  bool is_polled = false;
  const char* summary;
  std::span<const Parameter> query = {};
  std::span<const Parameter> body = {};  // of a JSON object
  const char* parameter_help = "";       // of the segment in braces
  Json (*schema)() = nullptr;            // of a JSON answer; else:
  const char* content_type = "application/json";
};

std::span<const Route> routes();

// The route of a request, and the value of its segment in braces, decoded. 404: no route has this path; 405,
// with Allow: only with another method. HEAD is answered where GET is.
struct Matched {
  const Route* route;
  std::string parameter;
};
HttpResult<Matched> match_route(std::string_view method, std::string_view raw_path);

// What the log may tell of a request that no route took: its method, if HTTP knows it, and of its path the
// segments that begin a route, "GET /v1/articles/...". The rest may name a person. "-" stands for a part that
// could not be read.
std::string loggable_request(std::string_view method, std::string_view raw_path);

}  // namespace callside
