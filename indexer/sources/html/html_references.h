#pragma once

#include <string>
#include <string_view>

namespace callside {

// HTML's character references ("&amp;", "&#8217;"). Any thread.

// The text with numeric references of at most seven digits: gumbo reads longer ones into a number that
// overflows, and writes bytes that are no UTF-8. Their meaning stays: none above U+10FFFF stands for a
// character. `storage` holds the text where it had longer ones.
std::string_view with_short_references(std::string_view html, std::string& storage);

// The text with its references decoded; tags are left as text.
std::string decode_references(std::string_view text);

}  // namespace callside
