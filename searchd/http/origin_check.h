#pragma once

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
  // Names, beside loopback, under which the daemon is reached; with any port.
  explicit OriginCheck(std::vector<std::string> hosts) : hosts_(std::move(hosts)) {}

  // 403 where the request was made for another host, or by a page of another origin.
  Answered<void> admit(const HttpRequest& request) const;

  // 403 unless a page of ours made the request. For what a cookie allows and what changes something.
  Answered<void> admit_page(const HttpRequest& request) const;

 private:
  bool is_ours(const std::string& host) const;

  const std::vector<std::string> hosts_;
};

}  // namespace callside
