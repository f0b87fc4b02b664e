#pragma once

#include <cstddef>
#include <string_view>

namespace callside {

// A line of a text whose lines end with LF, CRLF or CR.
struct TextLine {
  std::string_view text;   // without line end and trailing blanks
  std::size_t begin = 0;   // byte offset
  std::size_t next = 0;    // byte offset of the next line
  std::size_t number = 1;  // in the file
};

TextLine line_at(std::string_view text, std::size_t at, std::size_t number);
TextLine next_line(std::string_view text, const TextLine& line);

// Removes leading characters that editors do not show: byte order marks, zero-width spaces and joiners,
// direction marks, soft hyphens.
std::string_view without_invisible(std::string_view text);

}  // namespace callside
