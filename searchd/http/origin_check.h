#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "searchd/http/problem.h"
#include "searchd/http/request.h"

namespace callside {

// Refuses requests from web pages of other sites. Any page that an agent has open can send requests to the
// daemon, either through a name of its own that it points here (DNS rebinding, visible in the Host header) or
// across origins (visible in Origin and Sec-Fetch-Site).
class OriginCheck {
 public:
  // `hosts`: names, besides loopback, by which browsers reach the daemon, directly or through a proxy. `own`:
  // the address that it listens on; empty: all.
  OriginCheck(std::vector<std::string> hosts, std::string own) : own_(std::move(own)) {
    set_hosts(std::move(hosts));
  }

  // Any thread may call it at any time.
  void set_hosts(std::vector<std::string> hosts);

  // Returns 403 if the request was sent to another host, or by a page of another origin. An origin is
  // accepted if its host and port are those of the Host header. Since a proxy may replace that header, an
  // origin with one of `hosts` is also accepted if its port is that of its scheme or of the Host header.
  HttpResult<void> check(const HttpRequest& request) const;

  // Returns 403 unless the daemon's own page sent the request. Call it before changing anything on the
  // strength of a cookie.
  HttpResult<void> check_own_page(const HttpRequest& request) const;

 private:
  bool is_named(const std::string& host) const;

  const std::string own_;
  mutable std::mutex mutex_;
  std::vector<std::string> hosts_;  // guarded by mutex_
};

}  // namespace callside
