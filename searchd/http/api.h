#pragma once

#include <httplib.h>
#include <spdlog/logger.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "searchd/http/request_context.h"
#include "searchd/http/clock.h"
#include "searchd/http/authenticator.h"
#include "searchd/http/http_server.h"
#include "searchd/http/api_key_store.h"
#include "searchd/http/metrics.h"
#include "searchd/http/origin_check.h"
#include "searchd/http/search_permits.h"
#include "searchd/page/page.h"
#include "searchd/query/suggester.h"

namespace callside {

// What the interface is made of; all pointers must outlive it.
struct ApiParts {
  const Suggester* suggester = nullptr;
  ApiKeyStore* keys = nullptr;             // nullptr: no key is needed, and only what is public is served
  Sessions* sessions = nullptr;        // nullptr: kept in memory alone
  const SignInCodes* codes = nullptr;  // nullptr: sign-in links are not taken
  std::span<const PageFile> page;
  std::vector<std::string> hosts;  // names beside loopback that the daemon is reached by
  std::string own_host;            // the address it listens on; empty: any
  bool open_metrics = false;       // /metrics needs no key
  std::shared_ptr<spdlog::logger> log;
  Clock clock = Clock::of_system();
  std::size_t concurrent_searches = std::max(1U, std::thread::hardware_concurrency());
  std::chrono::milliseconds patience{2'000};  // of a search, for a slot
  std::function<std::size_t()> open_connections = [] { return std::size_t{0}; };
  // Further alarms than those of the keys and of the suggester.
  std::function<std::vector<Alarm>()> alarms = [] { return std::vector<Alarm>(); };
};

// The HTTP interface: who may ask, which route answers, what is counted and logged. The log has a line a
// request (at debug level for what pages poll): method, pattern of the route (without one, the known
// beginning of the path), status, milliseconds, request id, name of the key; never a whole path, a query or a
// key.
class Api final : public HttpHandler {
 public:
  explicit Api(ApiParts parts);

  void answer(Exchange& exchange, httplib::Response& response) override;
  void refuse(Exchange& exchange, const Problem& problem, httplib::Response& response) override;
  void answered(const Exchange& exchange, int status, std::chrono::nanoseconds took) override;
  void alarm(std::string_view what) override;

  // The problems that stand now: of the keys, of the daemon, of the index.
  std::vector<Alarm> alarms() const;
  // Replaces ApiParts::hosts. Any thread may call it at any time.
  void set_hosts(std::vector<std::string> hosts) { origins_.set_hosts(std::move(hosts)); }

 private:
  HttpResult<void> route(Exchange& exchange, httplib::Response& response);

  const ApiParts parts_;
  OriginCheck origins_;
  Sessions own_sessions_;  // where none are given
  Authenticator authenticator_;
  SearchPermits search_permits_;
  Metrics metrics_;
  const Services services_;
};

}  // namespace callside
