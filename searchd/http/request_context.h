#pragma once

#include <httplib.h>
#include <spdlog/logger.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "searchd/http/authenticator.h"
#include "searchd/http/clock.h"
#include "searchd/http/http_server.h"
#include "searchd/http/json_text.h"
#include "searchd/http/metrics.h"
#include "searchd/http/problem.h"
#include "searchd/http/search_permits.h"
#include "searchd/page/page.h"
#include "searchd/query/suggester.h"

namespace callside {

// The services that routes use. Any thread may use them; they outlive every request.
struct Services {
  const Suggester& suggester;
  std::span<const PageFile> page;
  const Clock& clock;
  spdlog::logger& log;
  Authenticator& authenticator;
  SearchPermits& search_permits;
  Metrics& metrics;
  const std::function<std::size_t()>& open_connections;
  const std::function<std::vector<Alarm>()> alarms;  // the active ones, of the index and the daemon
  const bool open_metrics;
  const std::atomic<std::chrono::milliseconds>& deadline;  // of a search; 0: none
};

// A request that a route is answering. One thread uses it.
struct RequestContext {
  const Services& services;
  Exchange& exchange;
  httplib::Response& response;
  Client client;          // set if the route needs a key
  std::string parameter;  // the decoded value of the path's {parameter}

  const HttpRequest& request() const { return exchange.request; }

  void send(int status, const Json& json) {
    response.status = status;
    response.set_content(json_text(json), "application/json");
  }

  // The Problem to return after the Suggester failed with `error`. Logs the error if the daemon is at fault.
  tl::unexpected<Problem> failed(const Error& error) const;

  // Acquires a permit to search; 503 if none becomes free in time, kClientLeft if the client did not wait.
  HttpResult<SearchPermits::Permit> search_permit() const;
};

}  // namespace callside
