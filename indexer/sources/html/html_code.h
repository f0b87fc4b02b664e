#pragma once

#include <gumbo.h>

#include <string>

namespace callside {

// Returns the text of a <pre> with its line breaks, trimmed of blank lines at both ends. <br> and block
// elements inside end a line; other elements contribute only their text. Thread-safe.
std::string code_text(const GumboNode* pre);

}  // namespace callside
