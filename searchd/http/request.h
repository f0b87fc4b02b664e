#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace callside {

// A request as received, without framing. The bytes are the client's: they may be invalid UTF-8, and nothing
// is percent-decoded.
struct HttpRequest {
  std::string id;      // random, chosen by the daemon; sent in the answer and logged
  std::string method;  // as sent; methods are upper case
  std::string path;    // without the query; begins with '/', except "*"
  std::string query;   // without '?'; may be empty
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::string peer;  // numeric address of the other end of the connection

  // Returns the value of the first header with that (lower-case) name, or nullptr.
  const std::string* header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return &value;
    }
    return nullptr;
  }
};

}  // namespace callside
