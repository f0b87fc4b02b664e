#pragma once

#include <string_view>

#include "indexer/base/error.h"
#include "indexer/format/document.h"
#include "indexer/sources/html/html_tree.h"

namespace callside {

// From a source's text to its blocks and its sanitised HTML. All three formats give the same structure. Input
// is valid UTF-8 of at most some 16 MiB; output likewise. Any thread.

enum class TextFormat { markdown, html, text };

struct ContentOptions {
  // Keep the targets of links and the tips of elements. Not for tickets: they may name persons where
  // redaction, which goes by the visible text, does not look.
  bool links = true;
  // The document's title, where it is known before: a breadcrumb that ends with it is litter.
  std::string_view title;
};

// An error where the text is nested so deeply, or so broken, that it can't be understood in reasonable time.
Result<Content> read_content(std::string_view text, TextFormat format, const ContentOptions& options);

// The content of a page's main element.
Content read_page_content(const GumboNode* main, const ContentOptions& options);

}  // namespace callside
