#include "indexer/sources/html/html_code.h"

#include <string_view>
#include <utility>
#include <vector>

#include "indexer/sources/clean_text.h"
#include "indexer/sources/html/allowed_html.h"
#include "indexer/sources/html/html_tree.h"

namespace callside {

namespace {

bool ends_line(ElementRole role) {
  return role == ElementRole::section || role == ElementRole::item || role == ElementRole::row;
}

void break_line(std::string& text) {
  if (!text.empty() && text.back() != '\n') text += '\n';
}

// Removes trailing white space and leading blank lines, but keeps the first line's indentation.
std::string trim_lines(std::string text) {
  text.erase(text.find_last_not_of(" \t\n\v\f") + 1);
  const std::size_t first = text.find_first_not_of(" \t\n\v\f");
  if (first == std::string::npos) return {};
  const std::size_t line = text.rfind('\n', first);
  if (line != std::string::npos) text.erase(0, line + 1);
  return text;
}

}  // namespace

std::string code_text(const GumboNode* pre) {
  std::string text;
  const auto enter = [&](const GumboNode* node) {
    if (is_text(node)) text += node->v.text.text;
    if (!is_element(node) || node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML) return false;
    const ElementRole role = role_of(node->v.element.tag);
    if (role == ElementRole::line_break) text += '\n';
    if (ends_line(role)) break_line(text);
    return role != ElementRole::dropped;
  };
  walk_below(pre, enter, [&](const GumboNode* node) {
    if (ends_line(role_of(node->v.element.tag))) break_line(text);
  });
  std::string code = trim_lines(keep_lines(text));
  // A text of only non-ASCII white space is empty too.
  return collapse(code).empty() ? std::string() : code;
}

}  // namespace callside
