#pragma once

#include <gumbo.h>

#include <string>

namespace callside {

// What of a source's HTML is kept, and how each element bears on the blocks. All that is not named here is
// text without its element, or is gone.
enum class ElementRole {
  gone,         // the element with all that it holds: scripts, styles, forms' controls, frames, media
  unknown,      // no element of HTML
  transparent,  // inline, without meaning of its own: its content is kept
  inline_,      // kept, inside a block
  line_break,
  image,
  separator,  // ends a block
  section,    // ends a block before and behind; not kept itself
  container,  // as section, and kept: blockquote, dl, table parts
  list,
  item,  // li, dt, dd, caption: may itself be a block
  row,
  cell,
  heading,
  code,
};

ElementRole role_of(GumboTag tag);

// The element's name as a string literal; for kept roles only.
const char* element_name(GumboTag tag);

// The attributes that an element may keep, as text behind its name: href (http, https, mailto, tel and
// relative; only with `links`), title, colspan, rowspan, start, value, lang, dir.
std::string allowed_attributes(const GumboElement& element, bool links);

// Whether a link's target is one that a reader can follow without harm: http, https, mailto, tel, or
// relative. `url` has no control characters.
bool is_safe_url(std::string_view url);

}  // namespace callside
