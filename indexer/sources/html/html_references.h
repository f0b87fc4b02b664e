#pragma once

#include <string>
#include <string_view>

namespace callside {

// HTML character references ("&amp;", "&#8217;"). Thread-safe.

// Shortens numeric references to at most seven digits. Gumbo overflows on longer ones and writes invalid
// UTF-8. The meaning does not change, because no character lies above U+10FFFF. Returns a view of `storage`
// if anything was shortened, else `html`.
std::string_view with_short_references(std::string_view html, std::string& storage);

// Decodes the references in `text`. Tags are kept as text.
std::string decode_references(std::string_view text);

}  // namespace callside
