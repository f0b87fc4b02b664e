#include "indexer/sources/text_lines.h"

#include <algorithm>
#include <array>

#include "indexer/base/utf8.h"

namespace callside {

namespace {

// U+FEFF, U+200B to U+200F, U+2060 and U+00AD.
constexpr std::array<std::string_view, 8> kInvisible = {kByteOrderMark, "\xE2\x80\x8B", "\xE2\x80\x8C",
                                                        "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F",
                                                        "\xE2\x81\xA0", "\xC2\xAD"};

}  // namespace

TextLine line_at(std::string_view text, std::size_t at, std::size_t number) {
  const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
  const bool is_pair = text.substr(end, 2) == "\r\n";
  std::string_view line = text.substr(at, end - at);
  line = line.substr(0, line.find_last_not_of(" \t") + 1);
  return {line, at, std::min(end + (is_pair ? 2 : 1), text.size()), number};
}

TextLine next_line(std::string_view text, const TextLine& line) {
  return line_at(text, line.next, line.number + 1);
}

std::string_view without_invisible(std::string_view text) {
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view mark : kInvisible) {
      if (!text.starts_with(mark)) continue;
      text.remove_prefix(mark.size());
      found = true;
    }
  }
  return text;
}

}  // namespace callside
