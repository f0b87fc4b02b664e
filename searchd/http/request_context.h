#pragma once

#include <httplib.h>
#include <spdlog/logger.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "searchd/http/clock.h"
#include "searchd/http/authenticator.h"
#include "searchd/http/http_server.h"
#include "searchd/http/json_text.h"
#include "searchd/http/metrics.h"
#include "searchd/http/problem.h"
#include "searchd/http/search_permits.h"
#include "searchd/page/page.h"
#include "searchd/query/suggester.h"

namespace callside {

// What the routes stand on. All of it may be used by any thread and outlives every call.
struct Services {
  const Suggester& suggester;
  std::span<const PageFile> page;
  const Clock& clock;
  spdlog::logger& log;
  Authenticator& authenticator;
  SearchPermits& search_permits;
  Metrics& metrics;
  const std::function<std::size_t()>& open_connections;
  const std::function<std::vector<Alarm>()> alarms;  // that stand now, of the index and of the daemon
  const bool open_metrics;
};

// One request on its way through a route.
struct RequestContext {
  const Services& services;
  Exchange& exchange;
  httplib::Response& response;
  Client client;          // where the route needs a key
  std::string parameter;  // the path's {parameter}, decoded

  const HttpRequest& request() const { return exchange.request; }

  void send(int status, const Json& json) {
    response.status = status;
    response.set_content(json_text(json), "application/json");
  }

  // Why a call of the Suggester failed, for the client; what is our fault stands in the log.
  tl::unexpected<Problem> failed(const Error& error) const;

  // A search's permit; 503 where none comes free in time.
  HttpResult<SearchPermits::Permit> permit() const;
};

}  // namespace callside
