#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace callside {

// UTF-8 by RFC 3629: no surrogates, no overlong forms, at most U+10FFFF. Pure functions, safe in any thread.

inline constexpr char32_t kInvalid = 0xFFFFFFFF;

// Decodes the code point at byte `at` and advances `at` past it. Returns kInvalid for an invalid byte and
// advances by one. `at` must be less than text.size().
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t first = byte(at++);
  if (first < 0x80) return first;
  const unsigned more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  if (first < 0xC2 || first > 0xF4 || text.size() - at < more) return kInvalid;
  std::uint32_t c = first & (0x3FU >> more);
  for (unsigned i = 0; i < more; ++i) {
    const std::uint32_t next = byte(at + i);
    if ((next & 0xC0U) != 0x80U) return kInvalid;
    c = (c << 6U) | (next & 0x3FU);
  }
  constexpr std::uint32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  if (c < kSmallest[more] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return kInvalid;
  at += more;
  return c;
}

void append_code_point(std::string& text, char32_t c);

// Offset of the first invalid byte, or std::string_view::npos if there is none.
std::size_t find_invalid_utf8(std::string_view text);

// The byte order mark (U+FEFF), which some editors and spreadsheets write at the start of a UTF-8 file.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// `text` without the byte order mark at its start, if there is one.
inline std::string_view without_byte_order_mark(std::string_view text) {
  return text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text;
}

// `text` with each invalid byte replaced by U+FFFD.
std::string repair_utf8(std::string_view text);

// Length in bytes of the longest prefix of `text` that has at most `max_bytes` bytes and does not split a
// character. Text that is not UTF-8 may be cut anywhere.
std::size_t whole_characters(std::string_view text, std::size_t max_bytes);

// Number of code points. Each invalid byte counts as one.
std::size_t count_code_points(std::string_view text);

}  // namespace callside
