#pragma once

#include <string>
#include <string_view>

#include "indexer/base/error.h"

namespace callside {

// Converts GitHub-flavoured Markdown (tables, strikethrough, autolinks, task lists) to HTML, not yet
// sanitised. Fails if cmark would take minutes for the text. Any thread.
Result<std::string> markdown_to_html(std::string_view markdown);

}  // namespace callside
