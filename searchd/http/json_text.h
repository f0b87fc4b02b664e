#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace callside {

// What is answered: keys stay in the order in which they are written, as the contract lists them.
using Json = nlohmann::ordered_json;

// What was asked. Not Json: there each key is compared with all before it, so that a megabyte of keys takes
// minutes.
using RequestJson = nlohmann::json;

// JSON as text. Never throws on strings: bytes that are not UTF-8 become U+FFFD.
inline std::string json_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace callside
