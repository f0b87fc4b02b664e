#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace callside {

// JSON of answers. Keys keep the order in which they are written, which is that of the contract.
using Json = nlohmann::ordered_json;

// JSON of requests. Not Json, which compares each new key with all before it, so that a megabyte of keys
// takes minutes.
using RequestJson = nlohmann::json;

// Serialises JSON. Replaces invalid UTF-8 by U+FFFD instead of throwing.
inline std::string json_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace callside
