#pragma once

#include <gumbo.h>

#include "indexer/sources/outline.h"

namespace callside {

struct HtmlOutlineOptions {
  bool page = false;  // of a whole page: header, footer and aside stand around the text, not in it
  bool links = true;  // keep href and title, which redaction of the visible text would not see
};

// Walks the tree below `root` once (not recursively) and gives its outline. Nothing of the source gets into
// the HTML but escaped text and the attributes that allowed_html.h names. Any thread.
Outline outline_of_html(const GumboNode* root, const HtmlOutlineOptions& options);

}  // namespace callside
