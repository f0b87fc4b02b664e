#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace callside {

// A host and a port as they stand in a URL, a Host header or an option: "kb.example:8080", "[::1]". The host
// is in lower case, an IPv6 address without its brackets.
struct Address {
  std::string host;
  std::optional<int> port;

  // None: it is malformed.
  static std::optional<Address> parse(std::string_view text);
  // "host:port" with brackets where needed.
  std::string text() const;
};

// localhost, 127.0.0.0/8, ::1, and those IPv4 addresses mapped into IPv6.
bool is_loopback(std::string_view host);

// The part of a client's address that identifies it: an IPv4 address, or the /64 network of an IPv6 address,
// since one client usually has all 2^64 addresses of it. Any other text is returned unchanged.
std::string client_network(std::string_view address);

}  // namespace callside
