#pragma once

#include <string>

#include "indexer/format/document.h"

namespace callside {

// Digest of an article's title and text as they are stored. Independent of the article's other fields
// (keywords, dates, audience) and of the formatting of its source. Identifies the version that a translation
// was made from. Returns 32 lower-case hexadecimal digits, the first half of a SHA-256. Safe for any thread.
std::string content_digest(const Document& article);

}  // namespace callside
