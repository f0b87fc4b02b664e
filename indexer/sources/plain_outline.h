#pragma once

#include <string_view>

#include "indexer/sources/outline.h"

namespace callside {

// The outline of plain text (valid UTF-8, any line ends): paragraphs are separated by blank lines, lines that
// begin with "1." or "1)" are steps, lines that begin with a bullet are bullets; a line that is indented
// below an item goes on with it. Any thread.
Outline outline_of_text(std::string_view text);

}  // namespace callside
