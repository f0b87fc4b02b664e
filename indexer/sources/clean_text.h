#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace callside {

// What is done to every text of a source before it is kept. All take valid UTF-8 and give valid UTF-8; any
// thread.

// How many bytes at `at` are one white-space character (Unicode White_Space, and a byte order mark inside a
// text), or one control character; 0: neither.
struct Blank {
  std::size_t bytes = 0;
  bool space = false;  // white space; else a control character, which is dropped
};
Blank blank_at(std::string_view text, std::size_t at);

// Whether a byte can begin something that blank_at() knows: all others are plain.
inline bool may_be_blank(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value <= 0x20 || value == 0x7F || value == 0xC2 || (value >= 0xE1 && value <= 0xE3) || value == 0xEF;
}

// One line: white space collapsed to single spaces, none at the ends; control characters dropped.
std::string collapse(std::string_view text);

// The same text without control characters, line ends as "\n"; other white space stays. For code.
std::string keep_lines(std::string_view text);

// The same text without control characters other than white space. Parsers of HTML and Markdown put a
// replacement character for each. `storage` holds the text where it had any.
std::string_view without_controls(std::string_view text, std::string& storage);

// One line, with HTML's character references ("&amp;", "&#8217;") decoded.
std::string collapse_decoding(std::string_view text);

// One line of at most `code_points`, for a message. Invalid bytes are replaced.
std::string clip(std::string_view text, std::size_t code_points);

// A value for a message: in quotes, cut to 40 code points.
std::string in_quotes(std::string_view value);

}  // namespace callside
