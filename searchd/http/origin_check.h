#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "searchd/http/problem.h"
#include "searchd/http/request.h"

namespace callside {

// Keeps web pages of others away. Any page that an agent has open can send requests to the daemon: through a
// name of its own that it lets point here (DNS rebinding: the Host header tells), or across origins (Origin
// and Sec-Fetch-Site tell).
class OriginCheck {
 public:
  // `hosts`: names, beside loopback, by which browsers reach the daemon, directly or through a proxy. `own`:
  // the address that it listens on; empty: any.
  OriginCheck(std::vector<std::string> hosts, std::string own) : own_(std::move(own)) {
    set_hosts(std::move(hosts));
  }

  // Any thread may call it at any time.
  void set_hosts(std::vector<std::string> hosts);

  // 403 where the request was made for another host, or by a page of another origin. A page's origin is ours
  // if its host and port are those of the Host header. Since a proxy may replace that header, an origin with
  // one of the names is ours, too, if its port is the one of its scheme or of the Host header.
  HttpResult<void> check(const HttpRequest& request) const;

  // 403 unless a page of ours made the request. For what a cookie allows and what changes something.
  HttpResult<void> check_own_page(const HttpRequest& request) const;

 private:
  bool is_named(const std::string& host) const;

  const std::string own_;
  mutable std::mutex mutex_;
  std::vector<std::string> hosts_;  // guarded by mutex_
};

}  // namespace callside
