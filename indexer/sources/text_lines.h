#pragma once

#include <cstddef>
#include <string_view>

namespace callside {

// A line of a text whose lines end with LF, CRLF or CR.
struct TextLine {
  std::string_view text;   // without its end and trailing blanks
  std::size_t begin = 0;   // byte
  std::size_t next = 0;    // where the next line begins
  std::size_t number = 1;  // in the file
};

TextLine line_at(std::string_view text, std::size_t at, std::size_t number);
TextLine next_line(std::string_view text, const TextLine& line);

// Without the characters at its beginning that no editor shows: byte order marks, zero-width spaces and
// joiners.
std::string_view without_invisible(std::string_view text);

}  // namespace callside
