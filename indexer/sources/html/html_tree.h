#pragma once

#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

// A parsed HTML text. Owns its nodes, which point into the parsed text; that must outlive the tree. Any
// number of threads may read it.
class HtmlTree {
 public:
  // Parses a whole page or a fragment, around which the parser adds a body. `html` must be valid UTF-8.
  // Fails if it is nested more than 12,000 elements deep, or would take minutes or gigabytes to parse.
  static Result<HtmlTree> parse(std::string_view html);

  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  const GumboNode* root() const { return root_; }  // <html>
  const GumboNode* head() const { return head_; }  // may be nullptr
  const GumboNode* body() const { return body_; }  // may be nullptr
  // Returns true if the text itself contains <html>, <head> or <body>, so is a page with navigation and
  // other furniture around its main content.
  bool is_page() const { return is_page_; }

 private:
  class Arena;
  HtmlTree();

  std::unique_ptr<Arena> arena_;
  const GumboNode* root_ = nullptr;
  const GumboNode* head_ = nullptr;
  const GumboNode* body_ = nullptr;
  bool is_page_ = false;
};

// Returns an attribute's value, or an empty view if the element lacks it.
std::string_view attribute(const GumboElement& element, const char* name);
bool has_attribute(const GumboElement& element, const char* name);

// An element with this tag in the HTML namespace.
bool is_element(const GumboNode* node, GumboTag tag);
// Any element, in any namespace.
bool is_element(const GumboNode* node);
bool is_text(const GumboNode* node);

// Visits the nodes below `top` in document order, without recursion. Calls enter(node) for each node. If that
// returns true, which it may for elements only, visits the nodes below it and then calls leave(node).
template <typename Enter, typename Leave>
void walk_below(const GumboNode* top, const Enter& enter, const Leave& leave) {
  std::vector<std::pair<const GumboNode*, unsigned>> path = {{top, 0}};
  while (!path.empty()) {
    auto& [node, next] = path.back();
    const GumboVector& children = node->v.element.children;
    if (next == children.length) {
      if (path.size() > 1) leave(node);
      path.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(children.data[next++]);
    if (enter(child)) path.emplace_back(child, 0);
  }
}

template <typename Enter>
void walk_below(const GumboNode* top, const Enter& enter) {
  walk_below(top, enter, [](const GumboNode*) {});
}

}  // namespace callside
