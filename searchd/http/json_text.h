#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace callside {

// Keys stay in the order in which they are written, as the contract lists them.
using Json = nlohmann::ordered_json;

// JSON as text. Never throws on strings: bytes that are not UTF-8 become U+FFFD.
inline std::string json_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace callside
