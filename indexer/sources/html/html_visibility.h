#pragma once

#include <gumbo.h>

#include <string>

namespace callside {

// What a reader of a page would see of it. Any thread.

// Hidden by its attributes (hidden, style="display:none").
bool is_hidden(const GumboElement& element);

// An element of LibreOffice's help whose children are all hidden until a script shows the one that fits the
// reader's system or program; all of them belong to the text.
bool is_switch(const GumboElement& element);
// ... within a line: "Command" and "Ctrl".
bool is_inline_switch(const GumboElement& element);
// Whether another element stands before `node` among the children of `parent`.
bool is_later_variant(const GumboElement& parent, const GumboNode* node);

// A link to its own place that shows only a sign, as documentation tools put beside headings ("¶").
bool is_anchor_mark(const GumboElement& element);

// What an image shows, by its alt text; empty where it is only a file's name, and for icons: those by their
// class or their parent's.
std::string image_text(const GumboElement& image, const GumboElement& parent);

}  // namespace callside
