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
#include <string_view>
#include <thread>
#include <vector>

#include "searchd/http/api_key_store.h"
#include "searchd/http/authenticator.h"
#include "searchd/http/clock.h"
#include "searchd/http/http_server.h"
#include "searchd/http/metrics.h"
#include "searchd/http/origin_check.h"
#include "searchd/http/request_context.h"
#include "searchd/http/search_permits.h"
#include "searchd/page/page.h"
#include "searchd/query/suggester.h"

namespace callside {

// The parts of the HTTP interface. All pointers must outlive it.
struct ApiParts {
  const Suggester* suggester = nullptr;
  ApiKeyStore* keys = nullptr;         // nullptr: no key is needed and only public documents are served
  Sessions* sessions = nullptr;        // nullptr: sessions are kept in memory only
  const SignInCodes* codes = nullptr;  // nullptr: sign-in links are refused
  std::span<const PageFile> page;
  std::vector<std::string> hosts;  // names by which clients reach the daemon, besides loopback
  std::string own_host;            // the address that it listens on; empty: all
  bool open_metrics = false;       // /metrics needs no key
  std::shared_ptr<spdlog::logger> log;
  Clock clock = Clock::of_system();
  std::size_t concurrent_searches = std::max(1U, std::thread::hardware_concurrency());
  std::chrono::milliseconds permit_timeout{2'000};  // how long a search waits for a permit
  std::chrono::milliseconds deadline{0};            // of a search, with its wait for a permit; 0: none
  std::function<std::size_t()> open_connections = [] { return std::size_t{0}; };
  // Alarms other than those of the keys and the suggester.
  std::function<std::vector<Alarm>()> alarms = [] { return std::vector<Alarm>(); };
};

// The HTTP interface: checks the origin of a request, routes and authenticates it, answers it, then counts
// and logs it.
//
// The log has one line per request with the method, the pattern of the route (or the known beginning of the
// path), status, milliseconds, request id, name of the key, and what a degraded answer goes without. It never
// has a whole path, a query or a key.
// Requests that pages poll with are logged at debug level.
class Api final : public HttpHandler {
 public:
  explicit Api(ApiParts parts);

  void answer(Exchange& exchange, httplib::Response& response) override;
  void refuse(Exchange& exchange, const Problem& problem, httplib::Response& response) override;
  void answered(const Exchange& exchange, int status, std::chrono::nanoseconds took) override;
  void alarm(std::string_view what) override;

  // The active alarms of the keys, the daemon and the index.
  std::vector<Alarm> alarms() const;
  // Replaces ApiParts::hosts. Any thread may call it at any time.
  void set_hosts(std::vector<std::string> hosts) { origins_.set_hosts(std::move(hosts)); }
  // Replaces ApiParts::deadline. Any thread may call it at any time.
  void set_deadline(std::chrono::milliseconds deadline) { deadline_ = deadline; }

 private:
  HttpResult<void> route(Exchange& exchange, httplib::Response& response);

  const ApiParts parts_;
  OriginCheck origins_;
  Sessions own_sessions_;  // used if ApiParts has none
  Authenticator authenticator_;
  SearchPermits search_permits_;
  Metrics metrics_;
  std::atomic<std::chrono::milliseconds> deadline_;
  const Services services_;
};

}  // namespace callside
