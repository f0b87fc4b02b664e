#include "indexer/sources/clean_text.h"

#include "indexer/base/utf8.h"
#include "indexer/sources/html/html_references.h"

namespace callside {

namespace {

constexpr std::size_t kQuotedCodePoints = 40;

}  // namespace

Blank blank_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const unsigned first = byte(0);
  if (first <= 0x20) return {1, first == ' ' || (first >= '\t' && first <= '\r')};
  if (first == 0x7F) return {1, false};
  if (first == 0xC2) {
    if (byte(1) == 0x85 || byte(1) == 0xA0) return {2, true};
    if (byte(1) >= 0x80 && byte(1) < 0xA0) return {2, false};
  } else if (first == 0xE2) {
    const bool space =
        (byte(1) == 0x80 && (byte(2) <= 0x8A || byte(2) == 0xA8 || byte(2) == 0xA9 || byte(2) == 0xAF)) ||
        (byte(1) == 0x81 && byte(2) == 0x9F);
    if (space) return {3, true};
  } else if (first == 0xE3) {
    if (byte(1) == 0x80 && byte(2) == 0x80) return {3, true};
  } else if (first == 0xE1) {
    if (byte(1) == 0x9A && byte(2) == 0x80) return {3, true};
  } else if (first == 0xEF) {
    if (byte(1) == 0xBB && byte(2) == 0xBF) return {3, false};
  }
  return {};
}

std::string collapse(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    if (may_be_blank(text[at])) {
      if (const Blank blank = blank_at(text, at); blank.bytes != 0) {
        space = space || blank.space;
        at += blank.bytes;
        continue;
      }
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    const std::size_t begin = at;
    do ++at;
    while (at < text.size() && !may_be_blank(text[at]));
    out.append(text, begin, at - begin);
  }
  return out;
}

std::string keep_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Blank blank = may_be_blank(text[at]) ? blank_at(text, at) : Blank{};
    if (blank.bytes == 0) {
      out += text[at++];
      continue;
    }
    if (text[at] == '\r') {
      if (at + 1 >= text.size() || text[at + 1] != '\n') out += '\n';
    } else if (blank.space) {
      out.append(text, at, blank.bytes);
    }
    at += blank.bytes;
  }
  return out;
}

std::string_view without_controls(std::string_view text, std::string& storage) {
  const auto is_control = [&](std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte > 0x20 && byte != 0x7F && byte != 0xC2) return false;
    const Blank blank = blank_at(text, at);
    // collapse() handles white space outside ASCII, except U+0085, which HTML does not allow.
    return blank.bytes != 0 && (!blank.space || byte == '\v' || text.substr(at, 2) == "\xC2\x85");
  };
  std::size_t at = 0;
  while (at < text.size() && !is_control(at)) ++at;
  if (at == text.size()) return text;
  storage.assign(text, 0, at);
  while (at < text.size()) {
    if (is_control(at)) {
      const Blank blank = blank_at(text, at);
      if (blank.space) storage += ' ';
      at += blank.bytes;
    } else {
      storage += text[at++];
    }
  }
  return storage;
}

std::string collapse_decoding(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return collapse(text);
  return collapse(decode_references(text));
}

std::string clip(std::string_view text, std::size_t code_points) {
  std::string line = collapse(repair_utf8(text));
  std::size_t at = 0;
  for (std::size_t count = 0; at < line.size() && count < code_points; ++count) next_code_point(line, at);
  if (at < line.size()) line.replace(at, std::string::npos, "…");
  return line;
}

std::string in_quotes(std::string_view value) { return '"' + clip(value, kQuotedCodePoints) + '"'; }

}  // namespace callside
