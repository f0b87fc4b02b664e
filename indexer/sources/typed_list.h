#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "indexer/sources/outline.h"

namespace callside {

// Recognises lists whose markers were typed as text: "1. Open the app", "- a bullet".

struct ListMarker {
  bool ordered = false;
  unsigned number = 0;     // if ordered
  std::string_view sign;   // the bullet: "-", "•"
  std::size_t length = 0;  // in bytes, with the white space after it
};

// Returns the marker at the beginning of a line: up to three digits with "." or ")", or a bullet, followed by
// white space and more text.
std::optional<ListMarker> list_marker(std::string_view line);

// Turns consecutive paragraphs that count up by one, or that begin with the same bullet, into lists. A single
// one stays a paragraph, because "1. " may also begin a sentence.
void make_typed_lists(Outline& outline);

}  // namespace callside
