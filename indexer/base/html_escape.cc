#include "indexer/base/html_escape.h"

namespace callside {

namespace {

std::string_view reference_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return "&#39;";
  }
}

}  // namespace

void append_html_escaped(std::string& html, std::string_view text, std::string_view special) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t found = text.find_first_of(special, at);
    html.append(text, at, found - at);
    if (found == std::string_view::npos) return;
    html += reference_of(text[found]);
    at = found + 1;
  }
}

}  // namespace callside
