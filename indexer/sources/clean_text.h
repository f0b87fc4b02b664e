#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace callside {

// Normalizes the text of sources. All functions take and return valid UTF-8. Any thread.

// A white-space character (Unicode White_Space, or a byte order mark inside the text) or a control character
// at `at`. `bytes` is its length; 0 means neither.
struct Blank {
  std::size_t bytes = 0;
  bool space = false;  // false: a control character or byte order mark, which is dropped
};
Blank blank_at(std::string_view text, std::size_t at);

// Returns false if blank_at() cannot match at this byte. Quick check before calling it.
inline bool may_be_blank(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value <= 0x20 || value == 0x7F || value == 0xC2 || (value >= 0xE1 && value <= 0xE3) || value == 0xEF;
}

// Returns one line: collapses white space to single spaces, trims the ends and drops control characters.
std::string collapse(std::string_view text);

// Drops control characters and writes line ends as "\n"; keeps other white space. For code.
std::string keep_lines(std::string_view text);

// Drops control characters other than white space; the HTML and Markdown parsers would write a replacement
// character for each. Returns `text` itself if there are none, else a view of `storage`.
std::string_view without_controls(std::string_view text, std::string& storage);

// Like collapse(), but decodes HTML character references ("&amp;", "&#8217;") first.
std::string collapse_decoding(std::string_view text);

// Shortens a value to one line of at most `code_points`, for messages. Replaces invalid bytes.
std::string clip(std::string_view text, std::size_t code_points);

// Quotes a value for messages and cuts it to 40 code points.
std::string in_quotes(std::string_view value);

}  // namespace callside
