#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "indexer/sources/outline.h"

namespace callside {

// Lists whose markers were typed as text: "1. Open the app", "- a bullet".

struct ListMarker {
  bool ordered = false;
  unsigned number = 0;     // of an ordered item
  std::string_view sign;   // of a bullet: "-", "•"
  std::size_t length = 0;  // bytes, with the white space behind it
};

// The marker that a line begins with: up to three digits with "." or ")", or a bullet, then white space and
// more text.
std::optional<ListMarker> list_marker(std::string_view line);

// Turns neighbouring paragraphs that count upwards by one, or that begin with the same bullet, into lists. A
// single one stays a paragraph: "1. " may also begin a sentence.
void make_typed_lists(Outline& outline);

}  // namespace callside
