#pragma once

#include <gumbo.h>

#include "indexer/sources/outline.h"

namespace callside {

struct HtmlOutlineOptions {
  bool page = false;  // the tree is a whole page: drop header, footer and aside
  bool links = true;  // keep href and title, which redaction of the visible text would not reach
};

// Returns the outline of the tree below `root`. Visits each node once, without recursion. The outline's HTML
// contains only escaped text and the elements and attributes that allowed_html.h permits. Thread-safe.
Outline outline_of_html(const GumboNode* root, const HtmlOutlineOptions& options);

}  // namespace callside
