#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace callside {

// A host and an optional port, as in URLs, Host headers and options: "kb.example:8080", "[::1]". The host is
// lower case; an IPv6 address has no brackets.
struct Address {
  std::string host;
  std::optional<int> port;

  // Returns nullopt if `text` is malformed.
  static std::optional<Address> parse(std::string_view text);
  // Returns "host:port" or "host", with brackets around an IPv6 address.
  std::string text() const;
};

// Returns true for localhost, 127.0.0.0/8, ::1, and 127.0.0.0/8 mapped into IPv6.
bool is_loopback(std::string_view host);

// Returns the part of a client's address that identifies the client: an IPv4 address, or the /64 network of
// an IPv6 address, since one client usually has all 2^64 addresses of it. Returns any other text unchanged.
std::string client_network(std::string_view address);

}  // namespace callside
