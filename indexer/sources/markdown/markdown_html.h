#pragma once

#include <string>
#include <string_view>

#include "indexer/base/error.h"

namespace callside {

// GitHub-flavoured Markdown (tables, strikethrough, autolinks, task lists) to HTML that is not yet sanitised.
// Any thread. An error where the text is made so that cmark would take minutes.
Result<std::string> markdown_to_html(std::string_view markdown);

}  // namespace callside
