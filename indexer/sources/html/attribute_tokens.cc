#include "indexer/sources/html/attribute_tokens.h"

#include <algorithm>
#include <array>
#include <string>

#include "indexer/base/ascii.h"

namespace callside {

namespace {

bool is_html_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

bool has_any_token(std::string_view value, std::span<const std::string_view> known) {
  std::string token;
  for (std::size_t at = 0; at < value.size();) {
    if (is_html_space(value[at])) {
      ++at;
      continue;
    }
    token.clear();
    for (; at < value.size() && !is_html_space(value[at]); ++at) token += lower_case(value[at]);
    if (std::binary_search(known.begin(), known.end(), std::string_view(token))) return true;
  }
  return false;
}

bool has_token(std::string_view value, std::string_view token) {
  const std::array<std::string_view, 1> known = {token};
  return has_any_token(value, known);
}

}  // namespace callside
