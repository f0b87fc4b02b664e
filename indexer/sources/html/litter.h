#pragma once

#include <gumbo.h>

#include <string_view>

#include "indexer/sources/outline.h"

namespace callside {

// Litter is what pages hold besides the article: cookie bars, share buttons, breadcrumbs, "Was this article
// helpful?". Only whole elements and whole blocks are dropped, and only in forms that an article's own text
// does not take. In doubt they are kept.

// Returns true if the class, id or role of the element marks it, with all its content, as litter. `page`: the
// element is part of a whole page.
bool is_litter_element(const GumboElement& element, bool page);

// Marks blocks as dropped that are litter by their text. `title` is the document's title, or empty.
void drop_litter(Outline& outline, std::string_view title);

}  // namespace callside
