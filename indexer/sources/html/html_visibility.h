#pragma once

#include <gumbo.h>

#include <string>

namespace callside {

// Visibility of a page's parts to its readers. Thread-safe.

// Returns true if the element is hidden by its attributes (hidden, style="display:none").
bool is_hidden(const GumboElement& element);

// Returns true for an element of LibreOffice's help whose children are hidden until a script shows the one
// for the reader's system or program. All of the children belong to the text.
bool is_switch(const GumboElement& element);
// Returns true for a switch within a line, such as between "Command" and "Ctrl".
bool is_inline_switch(const GumboElement& element);
// Returns true if `node` is not the first element among the children of `parent`.
bool is_later_variant(const GumboElement& parent, const GumboNode* node);

// Returns true for a permalink that shows only a sign ("¶"), as documentation tools put beside headings.
bool is_permalink(const GumboElement& element);

// Returns the image's alt text. Empty if that is only a file name, or if the class of the image or of its
// parent contains "icon".
std::string image_text(const GumboElement& image, const GumboElement& parent);

}  // namespace callside
