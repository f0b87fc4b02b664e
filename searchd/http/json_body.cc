#include "searchd/http/json_body.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

// Replaces lone surrogates by U+FFFD. If a page cuts a text inside a character beyond U+FFFF, JSON.stringify
// writes half of it as "\ud83d", which no JSON parser accepts.
std::string without_lone_surrogates(std::string_view json) {
  std::string text;
  const auto unit_at = [&](std::size_t i) {
    std::uint32_t unit = 0;
    if (json.substr(i, 2) != "\\u" || i + 6 > json.size()) return unit;
    const auto parsed = std::from_chars(json.data() + i + 2, json.data() + i + 6, unit, 16);
    return parsed.ptr == json.data() + i + 6 ? unit : 0U;
  };
  for (std::size_t i = 0; i < json.size();) {
    const std::uint32_t unit = unit_at(i);
    const bool high = unit >= 0xD800 && unit < 0xDC00;
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    std::size_t taken = 1;
    if (json[i] == '\\') taken = std::min<std::size_t>(unit != 0 ? 6 : 2, json.size() - i);
    if (high) {
      const std::uint32_t next = unit_at(i + 6);
      if (next >= 0xDC00 && next < 0xE000) taken = 12;
    }
    text += (high && taken == 6) || low ? std::string_view("\\ufffd") : json.substr(i, taken);
    i += taken;
  }
  return text;
}

}  // namespace

HttpResult<RequestJson> json_body(const HttpRequest& request) {
  const std::string* type = request.header("content-type");
  const std::string_view media_type = type == nullptr ? std::string_view() : *type;
  if (!equal_ignoring_case(trimmed(media_type.substr(0, media_type.find(';'))), "application/json")) {
    return refuse(415, "the body must be Content-Type: application/json");
  }
  const std::string text = repair_utf8(request.body);
  RequestJson json = RequestJson::parse(text, nullptr, false);
  if (json.is_discarded() && text.find("\\u") != std::string::npos) {
    json = RequestJson::parse(without_lone_surrogates(text), nullptr, false);
  }
  if (json.is_discarded()) return refuse(400, "the body is not JSON");
  if (!json.is_object()) return refuse(400, "the body must be a JSON object");
  return json;
}

}  // namespace callside
