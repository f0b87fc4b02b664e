#pragma once

#include <gumbo.h>

#include <string_view>

#include "indexer/sources/outline.h"

namespace callside {

// What real exports carry besides the article: cookie bars, share buttons, breadcrumbs, "Was this article
// helpful?". Only whole elements and whole blocks go, and only in shapes that no article's own text has; in
// doubt they stay.

// Whether an element is litter by its class, id or role, with all that it holds. `page`: of a whole page.
bool is_litter_element(const GumboElement& element, bool page);

// Marks the blocks that are litter by their text.
void drop_litter(Outline& outline, std::string_view title);

}  // namespace callside
