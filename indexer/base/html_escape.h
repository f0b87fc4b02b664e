#pragma once

#include <string>
#include <string_view>

namespace callside {

// Appends `text` to `html`, with each character of `special` as a character reference. `special` may hold any
// of & < > " and '. The default is enough for text and for attribute values in double quotes.
void append_html_escaped(std::string& html, std::string_view text, std::string_view special = "&<>\"");

}  // namespace callside
