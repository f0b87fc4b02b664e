#pragma once

#include <string>

#include "indexer/format/document.h"

namespace callside {

// Stands for the title and the text of an article as they are stored: the same for the same title and blocks,
// whatever else is said of the article (keywords, dates, audience), and however its source was formatted.
// What a translation was made from is told by it. 32 lower-case hexadecimal digits, the first half of a
// SHA-256; any thread.
std::string content_digest(const Document& article);

}  // namespace callside
