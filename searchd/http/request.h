#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace callside {

// A request as it came, framing removed. The bytes are the client's: nothing in here is valid UTF-8 by
// promise, and nothing is percent-decoded.
struct HttpRequest {
  std::string id;      // ours, random: stands in the answer and in the log
  std::string method;  // upper case as sent
  std::string path;    // begins with '/', except "*"; without the query
  std::string query;   // without '?'; empty: none
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::string peer;  // numeric address of the other end of the connection

  // The value of the first header of that (lower-case) name, or nullptr.
  const std::string* header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return &value;
    }
    return nullptr;
  }
};

}  // namespace callside
