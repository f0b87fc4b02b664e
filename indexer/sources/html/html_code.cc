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
  std::vector<std::pair<const GumboNode*, unsigned>> path = {{pre, 0}};
  while (!path.empty()) {
    auto& [node, next] = path.back();
    const GumboVector& children = node->v.element.children;
    if (next == children.length) {
      if (path.size() > 1 && ends_line(role_of(node->v.element.tag))) break_line(text);
      path.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(children.data[next++]);
    if (is_text(child)) {
      text += child->v.text.text;
    } else if (is_element(child) && child->v.element.tag_namespace == GUMBO_NAMESPACE_HTML) {
      const ElementRole role = role_of(child->v.element.tag);
      if (role == ElementRole::line_break) text += '\n';
      if (ends_line(role)) break_line(text);
      if (role != ElementRole::dropped) path.emplace_back(child, 0);
    }
  }
  std::string code = trim_lines(keep_lines(text));
  // A text of only non-ASCII white space is empty too.
  return collapse(code).empty() ? std::string() : code;
}

}  // namespace callside
