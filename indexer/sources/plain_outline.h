#pragma once

#include <string_view>

#include "indexer/sources/outline.h"

namespace callside {

// Builds the outline of plain text (valid UTF-8, any line ends). Blank lines separate paragraphs. Lines that
// begin with "1." or "1)" are steps, lines that begin with a bullet are bullets, and a line indented below an
// item continues it. Any thread.
Outline outline_of_text(std::string_view text);

}  // namespace callside
