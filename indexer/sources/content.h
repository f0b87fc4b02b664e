#pragma once

#include <string_view>

#include "indexer/base/error.h"
#include "indexer/format/document.h"
#include "indexer/sources/html/html_tree.h"

namespace callside {

// Turns a text into blocks and sanitised HTML. All three formats give the same structure. Input is valid
// UTF-8 of at most about 16 MiB; so is output. Any thread.

enum class TextFormat { markdown, html, text };

struct ContentOptions {
  // Keep link targets and title attributes. False for tickets: these may name persons, and redaction only
  // sees the visible text.
  bool links = true;
  // The document's title if it is known already. A breadcrumb that ends with it is dropped.
  std::string_view title;
};

// Fails if the text is nested too deeply, or too broken, to be parsed in reasonable time.
Result<Content> read_content(std::string_view text, TextFormat format, const ContentOptions& options);

// Reads the content of a page's main element.
Content read_page_content(const GumboNode* main, const ContentOptions& options);

}  // namespace callside
