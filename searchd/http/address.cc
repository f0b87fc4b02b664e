#include "searchd/http/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>

#include "indexer/base/ascii.h"

namespace callside {

std::optional<Address> Address::parse(std::string_view text) {
  Address address;
  std::string_view port;
  if (!text.empty() && text.front() == '[') {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    address.host = lower_case(text.substr(1, end - 1));
    in6_addr ip{};
    if (::inet_pton(AF_INET6, address.host.c_str(), &ip) != 1) return std::nullopt;
    port = text.substr(end + 1);
  } else {
    const std::size_t colon = std::min(text.find(':'), text.size());
    address.host = lower_case(text.substr(0, colon));
    const auto in_name = [](char c) { return is_ascii_alphanumeric(c) || c == '.' || c == '-' || c == '_'; };
    if (!std::all_of(address.host.begin(), address.host.end(), in_name)) return std::nullopt;
    port = text.substr(colon);
  }
  if (address.host.empty()) return std::nullopt;
  if (port.empty()) return address;
  int number = 0;
  const char* end = port.data() + port.size();
  const auto parsed = std::from_chars(port.data() + 1, end, number);
  if (port.front() != ':' || parsed.ec != std::errc() || parsed.ptr != end || number < 0 || number > 65535) {
    return std::nullopt;
  }
  address.port = number;
  return address;
}

std::string Address::text() const {
  const bool v6 = host.find(':') != std::string::npos;
  return (v6 ? "[" + host + "]" : host) + (port ? ":" + std::to_string(*port) : "");
}

bool is_loopback(std::string_view host) {
  const std::string text(host);
  if (text == "localhost") return true;
  in_addr v4{};
  if (::inet_pton(AF_INET, text.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24U) == 127;
  in6_addr v6{};
  if (::inet_pton(AF_INET6, text.c_str(), &v6) != 1) return false;
  if (IN6_IS_ADDR_V4MAPPED(&v6)) return v6.s6_addr[12] == 127;
  return IN6_IS_ADDR_LOOPBACK(&v6) != 0;
}

std::string client_network(std::string_view address) {
  const std::string text(address);
  in6_addr v6{};
  if (::inet_pton(AF_INET6, text.c_str(), &v6) != 1) return text;
  std::string bytes(reinterpret_cast<const char*>(v6.s6_addr), sizeof v6.s6_addr);
  if (IN6_IS_ADDR_V4MAPPED(&v6)) return bytes;
  return bytes.substr(0, 8);
}

}  // namespace callside
