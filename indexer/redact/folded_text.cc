#include "indexer/redact/folded_text.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include <array>

namespace callside {
namespace {

constexpr char32_t kInvisible = 0xFFFFFFFF;

// Scripts whose letters and digits fold to themselves. Avoids ICU's tables for running text.
bool folds_to_itself(char32_t c) {
  return (c >= 0xC0 && c <= 0x2AF) || (c >= 0x370 && c <= 0x52F) || (c >= 0x3041 && c <= 0x30FF) ||
         (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
}

char32_t fold_compatible(char32_t c) {
  static const UNormalizer2* const nfkc = [] {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* found = unorm2_getNFKCInstance(&status);
    return U_SUCCESS(status) ? found : nullptr;
  }();
  if (nfkc == nullptr) return c;
  std::array<UChar, 8> out{};
  UErrorCode status = U_ZERO_ERROR;
  const int32_t length = unorm2_getRawDecomposition(nfkc, static_cast<UChar32>(c), out.data(),
                                                    static_cast<int32_t>(out.size()), &status);
  if (U_FAILURE(status) || length != 1) return c;
  return out[0];
}

// Variants of width, font and size only: a superscript two is not a digit of a number.
bool is_variant(char32_t c) {
  switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_DECOMPOSITION_TYPE)) {
    case U_DT_WIDE:
    case U_DT_NARROW:
    case U_DT_SMALL:
    case U_DT_FONT:
      return true;
    default:
      return false;
  }
}

char32_t fold_beyond_ascii(char32_t c) {
  if (folds_to_itself(c)) return c;
  const auto point = static_cast<UChar32>(c);
  if (const int32_t digit = u_charDigitValue(point); digit >= 0) return U'0' + static_cast<char32_t>(digit);
  constexpr char32_t kMinus = 0x2212, kKeycap = 0x20E3, kNextLine = 0x85;
  if (c == kMinus) return U'-';
  if (c == kKeycap) return kInvisible;
  if (c == kNextLine) return U'\n';
  switch (u_charType(point)) {
    case U_SPACE_SEPARATOR:
      return U' ';
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return U'\n';
    case U_FORMAT_CHAR:
      return kInvisible;
    case U_DASH_PUNCTUATION:
      return U'-';
    default:
      break;
  }
  if (u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return kInvisible;
  if (!is_variant(c)) return c;
  const char32_t plain = fold_compatible(c);
  return plain < 0x80 || !is_variant(plain) ? plain : c;
}

constexpr char32_t fold_ascii(char32_t c) {
  if (c == '\t') return U' ';
  if (c == '\r' || c == '\v' || c == '\f') return U'\n';
  return c;
}

constexpr int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

struct Escape {
  char32_t c = 0;
  std::size_t length = 0;  // bytes; 0 if there is none
};

Escape percent_escape(std::string_view text) {
  std::size_t digits = 1;
  while (text.substr(digits, 2) == "25") digits += 2;
  // "%25" alone is a percent sign, which has no meaning here.
  if (text.size() < digits + 2) return {};
  const int high = hex_value(text[digits]), low = hex_value(text[digits + 1]);
  if (high < 0 || low < 0) return {};
  const int value = high * 16 + low;
  if (value < 0x20 || value > 0x7E) return {};
  return {static_cast<char32_t>(value), digits + 2};
}

struct Mark {
  PersonalKind kind{};
  std::size_t length = 0;  // 0 if there is none
};

Mark mark_at(std::string_view text, std::span<const std::string> rule_marks) {
  for (const PersonalKindInfo& info : kPersonalKinds) {
    if (text.starts_with(info.mark)) return {info.kind, info.mark.size()};
  }
  for (std::size_t rule = 0; rule < rule_marks.size(); ++rule) {
    if (text.starts_with(rule_marks[rule])) return {kind_of_rule(rule), rule_marks[rule].size()};
  }
  return {};
}

}  // namespace

void fold_text(std::string_view text, std::vector<Unit>& units, std::span<const std::string> rule_marks) {
  units.clear();
  units.reserve(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const std::size_t size = text.size();
  const auto push = [&units](char32_t c, std::size_t begin, std::size_t end) {
    units.push_back({c, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  };
  for (std::size_t i = 0; i < size;) {
    const std::size_t begin = i;
    const std::uint8_t byte = bytes[i];
    if (byte >= 0x80) {
      UChar32 point = 0;
      U8_NEXT_OR_FFFD(bytes, i, size, point);
      const char32_t c = fold_beyond_ascii(static_cast<char32_t>(point));
      if (c != kInvisible) push(c, begin, i);
      continue;
    }
    ++i;
    if (byte == '[') {
      if (const Mark mark = mark_at(text.substr(begin), rule_marks); mark.length > 0) {
        i = begin + mark.length;
        push(taken_by(mark.kind), begin, i);
        continue;
      }
    } else if (byte == '%') {
      if (const Escape escape = percent_escape(text.substr(begin)); escape.length > 0) {
        i = begin + escape.length;
        push(escape.c, begin, i);
        continue;
      }
    }
    push(fold_ascii(byte), begin, i);
  }
}

bool is_letter(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c);
  if (c > 0x10FFFF) return false;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool is_unspaced_letter(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1100 && c <= 0x11FF) ||
         (c >= 0x1780 && c <= 0x17FF) || (c >= 0x3005 && c <= 0xA4CF) || (c >= 0xA960 && c <= 0xA97F) ||
         (c >= 0xAC00 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

}  // namespace callside
