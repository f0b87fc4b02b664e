#include "indexer/sources/html/html_references.h"

#include <algorithm>

#include "indexer/base/ascii.h"
#include "indexer/base/html_escape.h"
#include "indexer/sources/html/html_tree.h"

namespace callside {

namespace {

constexpr std::size_t kDigits = 7;

bool is_digit(char c, bool hexadecimal) { return hexadecimal ? hex_digit_value(c) >= 0 : is_ascii_digit(c); }

}  // namespace

std::string_view with_short_references(std::string_view html, std::string& storage) {
  std::string text;
  std::size_t copied = 0;
  for (std::size_t at = html.find("&#"); at != std::string_view::npos; at = html.find("&#", at + 2)) {
    const bool hexadecimal = at + 2 < html.size() && (html[at + 2] == 'x' || html[at + 2] == 'X');
    const std::size_t begin = at + (hexadecimal ? 3U : 2U);
    std::size_t end = begin;
    while (end < html.size() && is_digit(html[end], hexadecimal)) ++end;
    if (end - begin <= kDigits) continue;
    const std::size_t first = std::min(html.find_first_not_of('0', begin), end - 1);
    text.append(html, copied, begin - copied);
    text.append(html, first, std::min(end - first, kDigits));
    copied = end;
  }
  if (copied == 0) return html;
  text.append(html, copied);
  storage = std::move(text);
  return storage;
}

std::string decode_references(std::string_view text) {
  // Inside <title> the parser treats everything but references and the end tag as text, so '<' is escaped.
  std::string html = "<title>";
  append_html_escaped(html, text, "<");
  html += "</title>";
  const auto tree = HtmlTree::parse(html);
  if (!tree || tree->head() == nullptr) return std::string(text);
  std::string decoded;
  const GumboVector& children = tree->head()->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const auto* title = static_cast<const GumboNode*>(children.data[i]);
    if (!is_element(title, GUMBO_TAG_TITLE)) continue;
    for (unsigned j = 0; j < title->v.element.children.length; ++j) {
      const auto* node = static_cast<const GumboNode*>(title->v.element.children.data[j]);
      if (is_text(node)) decoded += node->v.text.text;
    }
  }
  return decoded;
}

}  // namespace callside
