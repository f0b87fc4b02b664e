#pragma once

#include <gumbo.h>

#include <string>

namespace callside {

// The text of a <pre> with its line breaks, without blank lines and white space at its ends; elements inside
// are only text, except that <br> and block elements end a line. Any thread.
std::string code_text(const GumboNode* pre);

}  // namespace callside
