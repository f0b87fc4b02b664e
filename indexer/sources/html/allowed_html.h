#pragma once

#include <gumbo.h>

#include <string>

namespace callside {

// How an HTML element is handled: whether it is kept, and how it divides the text into blocks. Elements
// without a role of their own are `transparent`.
enum class ElementRole {
  dropped,      // with all its content: scripts, styles, form controls, frames, media
  unknown,      // not an HTML element
  transparent,  // inline; only its content is kept
  inline_,      // kept inside a block
  line_break,
  image,
  separator,  // ends a block
  section,    // separates blocks before and after it; the element itself is not kept
  container,  // like section, but kept: blockquote, dl, table parts
  list,
  item,  // li, dt, dd, caption; may itself be a block
  row,
  cell,
  heading,
  code,
};

ElementRole role_of(GumboTag tag);

// Returns the element's name, a string literal. Only for roles that are kept.
const char* element_name(GumboTag tag);

// Returns the element's allowed attributes, ready to append to the tag's name: href (http, https, mailto, tel
// and relative), title, colspan, rowspan, start, value, lang and dir. Without `links`, href and title are
// dropped.
std::string allowed_attributes(const GumboElement& element, bool links);

// Returns true if a link to `url` is harmless: http, https, mailto, tel or relative. `url` must not contain
// control characters.
bool is_safe_url(std::string_view url);

}  // namespace callside
