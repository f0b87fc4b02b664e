#include "searchd/http/origin_check.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "indexer/base/ascii.h"
#include "searchd/http/address.h"

namespace callside {

namespace {

struct Origin {
  Address address;
  int port = 0;  // the scheme's if the origin has none
  int scheme_port = 0;
};

// Returns nullopt if the text is malformed, "null", or has another scheme.
std::optional<Origin> parse_origin(std::string_view text) {
  for (const auto& [scheme, port] : {std::pair(std::string_view("http://"), 80), {"https://", 443}}) {
    if (!equal_ignoring_case(text.substr(0, scheme.size()), scheme)) continue;
    auto address = Address::parse(text.substr(scheme.size()));
    if (!address) return std::nullopt;
    const int written = address->port.value_or(port);
    return Origin{std::move(*address), written, port};
  }
  return std::nullopt;
}

tl::unexpected<Problem> foreign() { return refuse(403, "requests from pages of other origins are refused"); }

}  // namespace

void OriginCheck::set_hosts(std::vector<std::string> hosts) {
  const std::lock_guard lock(mutex_);
  hosts_ = std::move(hosts);
}

bool OriginCheck::is_named(const std::string& host) const {
  const std::lock_guard lock(mutex_);
  return std::find(hosts_.begin(), hosts_.end(), host) != hosts_.end();
}

HttpResult<void> OriginCheck::check(const HttpRequest& request) const {
  const std::string* host_text = request.header("host");
  const auto host = Address::parse(host_text == nullptr ? std::string_view() : *host_text);
  if (!host || !(is_loopback(host->host) || host->host == own_ || is_named(host->host))) {
    return refuse(403, "this Host is not allowed; start the daemon with --host NAME to allow it");
  }
  if (const std::string* text = request.header("origin")) {
    const auto origin = parse_origin(*text);
    if (!origin) return foreign();
    // A Host without a port means that of the scheme, which only the origin has.
    const bool same_port = origin->port == host->port.value_or(origin->scheme_port);
    const bool named = is_named(origin->address.host) && (same_port || origin->port == origin->scheme_port);
    if (!named && !(same_port && origin->address.host == host->host)) return foreign();
  }
  return {};
}

HttpResult<void> OriginCheck::check_own_page(const HttpRequest& request) const {
  // Browsers send Origin with every method but GET and HEAD; check() has compared it.
  if (request.header("origin") != nullptr) return {};
  const std::string* site = request.header("sec-fetch-site");
  if (site != nullptr && *site == "same-origin") return {};
  return refuse(403, "a request with a session must come from the daemon's own page");
}

}  // namespace callside
