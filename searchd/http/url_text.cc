#include "searchd/http/url_text.h"

#include <algorithm>
#include <cstddef>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

std::string decode(std::string_view raw, bool plus_is_blank) {
  std::string text;
  text.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '%' && i + 2 < raw.size() && hex_digit_value(raw[i + 1]) >= 0 &&
        hex_digit_value(raw[i + 2]) >= 0) {
      text += static_cast<char>(hex_digit_value(raw[i + 1]) * 16 + hex_digit_value(raw[i + 2]));
      i += 2;
    } else {
      text += plus_is_blank && raw[i] == '+' ? ' ' : raw[i];
    }
  }
  return repair_utf8(text);
}

}  // namespace

std::string decode_segment(std::string_view raw) { return decode(raw, false); }

std::vector<std::pair<std::string, std::string>> decode_query(std::string_view raw) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!raw.empty()) {
    const std::string_view pair = raw.substr(0, raw.find('&'));
    raw.remove_prefix(std::min(pair.size() + 1, raw.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    pairs.emplace_back(decode(pair.substr(0, equals), true), decode(value, true));
  }
  return pairs;
}

}  // namespace callside
