#pragma once

#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>

#include "indexer/base/error.h"

namespace callside {

// A parsed HTML text. Owns its nodes; they point into the text that was parsed, which must outlive it.
// Reading it is safe from any thread.
class HtmlTree {
 public:
  // Parses a whole page or a piece of one (which then stands in a body that the parser makes). `html` is
  // valid UTF-8. An error where the text is nested more than 12,000 deep, or is made so that understanding it
  // would take minutes or gigabytes.
  static Result<HtmlTree> parse(std::string_view html);

  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  const GumboNode* root() const { return root_; }  // <html>
  const GumboNode* head() const { return head_; }  // may be nullptr
  const GumboNode* body() const { return body_; }  // may be nullptr
  // Whether the text itself has <html>, <head> or <body>: a page, with all that stands around its main
  // content.
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

// The value of an attribute; empty where there is none.
std::string_view attribute(const GumboElement& element, const char* name);
bool has_attribute(const GumboElement& element, const char* name);

// An element with this tag in HTML's own namespace.
bool is_element(const GumboNode* node, GumboTag tag);
// Any element, in any namespace.
bool is_element(const GumboNode* node);
bool is_text(const GumboNode* node);

}  // namespace callside
