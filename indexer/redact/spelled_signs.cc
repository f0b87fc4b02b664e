#include "indexer/redact/spelled_signs.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <span>

namespace callside {
namespace {

constexpr std::size_t kLongestWord = 12;

// Between brackets, anything that is pronounced like the sign.
constexpr std::array<std::u32string_view, 15> kBracketedAt{
    U"at",         U"@",           U"ät",           U"et",       U"afna",  U"arroba",  U"arobase", U"arob",
    U"chiocciola", U"klammeraffe", U"apenstaartje", U"snabel-a", U"małpa", U"zavináč", U"собака"};
constexpr std::array<std::u32string_view, 8> kWordAt{U"at",      U"ät",         U"afna",        U"arroba",
                                                     U"arobase", U"chiocciola", U"klammeraffe", U"собака"};
constexpr std::array<std::u32string_view, 12> kDot{U"dot",   U"punkt", U"punto",  U"pika",
                                                   U"point", U"ponto", U"punt",   U"točka",
                                                   U"tocka", U"tečka", U"kropka", U"точка"};
constexpr std::u32string_view kOpening = U"([{<", kClosing = U")]}>";

// Returns the end of an "( at )" that opens at units[i]; otherwise 0.
std::size_t bracketed_end(View units, std::size_t i, std::span<const std::u32string_view> words) {
  const std::size_t bracket = kOpening.find(at(units, i));
  if (bracket == std::u32string_view::npos) return 0;
  const std::size_t begin = skip_spaces(units, i + 1);
  std::size_t close = begin;
  while (close < begin + kLongestWord && at(units, close) != kClosing[bracket] && at(units, close) != '\n')
    ++close;
  if (at(units, close) != kClosing[bracket]) return 0;
  return is_one_of(units, begin, skip_spaces_back(units, close), words) ? close + 1 : 0;
}

// Returns the start of an "( at )" that closes before units[i]; otherwise npos.
std::size_t bracketed_begin(View units, std::size_t i, std::span<const std::u32string_view> words) {
  const std::size_t bracket = kClosing.find(before(units, i));
  if (bracket == std::u32string_view::npos) return std::u32string_view::npos;
  std::size_t open = i - 1;
  const std::size_t last = i > kLongestWord + 5 ? i - kLongestWord - 5 : 0;
  while (open > last && units[open].c != kOpening[bracket]) --open;
  return bracketed_end(units, open, words) == i ? open : std::u32string_view::npos;
}

std::size_t letters_end(View units, std::size_t i) {
  std::size_t end = i;
  while (end < i + kLongestWord && is_letter(at(units, end))) ++end;
  return end;
}

std::size_t letters_begin(View units, std::size_t i) {
  std::size_t begin = i;
  while (i - begin < kLongestWord && is_letter(before(units, begin))) --begin;
  return begin;
}

bool starts_with(View units, std::size_t i, std::u32string_view text) {
  return equals_word(units, i, i + text.size(), text);
}

SpelledSign with_spaces(View units, Spelling spelling, std::size_t begin, std::size_t end) {
  return {spelling, skip_spaces_back(units, begin), skip_spaces(units, end)};
}

}  // namespace

bool is_one_of(View units, std::size_t begin, std::size_t end, std::span<const std::u32string_view> words) {
  return std::ranges::any_of(words, [&](auto word) { return equals_word(units, begin, end, word); });
}

bool equals_word(View units, std::size_t begin, std::size_t end, std::u32string_view word) {
  if (end > units.size() || end - begin != word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char32_t c = units[begin + i].c;
    const char32_t lower =
        c < 0x80 ? ascii_lower(c) : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    if (lower != word[i]) return false;
  }
  return true;
}

std::size_t skip_spaces(View units, std::size_t i) {
  std::size_t end = i;
  while (at(units, end) == ' ' && end < i + 3) ++end;
  return end < i + 3 ? end : i;
}

std::size_t skip_spaces_back(View units, std::size_t i) {
  std::size_t begin = i;
  while (before(units, begin) == ' ' && i - begin < 3) --begin;
  return i - begin < 3 ? begin : i;
}

std::optional<SpelledSign> at_sign_at(View units, std::size_t i) {
  const char32_t c = at(units, i);
  if (c == '@') {
    SpelledSign sign = with_spaces(units, Spelling::sign, i, i + 1);
    // "follow @shop.example" is the name of an account, not an address.
    if (sign.begin < i && sign.end == i + 1) return std::nullopt;
    return sign;
  }
  if (c == '&') {
    for (const std::u32string_view entity : {U"&#64;", U"&#064;", U"&#x40;", U"&commat;"}) {
      if (starts_with(units, i, entity)) return SpelledSign{Spelling::sign, i, i + entity.size()};
    }
    return std::nullopt;
  }
  if (c == '\\') {
    constexpr std::u32string_view kJsonEscape = U"\\u0040";
    if (starts_with(units, i, kJsonEscape)) return SpelledSign{Spelling::sign, i, i + kJsonEscape.size()};
    return std::nullopt;
  }
  if (kOpening.find(c) != std::u32string_view::npos) {
    if (const std::size_t end = bracketed_end(units, i, kBracketedAt); end > 0) {
      return with_spaces(units, Spelling::bracketed, i, end);
    }
    // "ana(a)example.org"; with spaces around it, "(a)" numbers the items of a list.
    const std::size_t end = bracketed_end(units, i, std::array<std::u32string_view, 1>{U"a"});
    if (end > 0 && is_word(before(units, i)) && is_word(at(units, end))) {
      return SpelledSign{Spelling::bracketed, i, end};
    }
    return std::nullopt;
  }
  if (before(units, i) == ' ' && is_letter(c)) {
    const std::size_t end = letters_end(units, i);
    if (at(units, end) == ' ' && is_one_of(units, i, end, kWordAt))
      return with_spaces(units, Spelling::word, i, end);
  }
  return std::nullopt;
}

std::optional<SpelledSign> dot_after(View units, std::size_t i, bool words) {
  const std::size_t visible = skip_spaces(units, i);
  const char32_t c = at(units, visible);
  if (c == '.') {
    // A dot with a space on one side only ends a sentence.
    const std::size_t end = skip_spaces(units, visible + 1);
    if ((visible > i) != (end > visible + 1)) return std::nullopt;
    return SpelledSign{Spelling::sign, i, end};
  }
  if (const std::size_t end = bracketed_end(units, visible, kDot); end > 0) {
    return SpelledSign{Spelling::bracketed, i, skip_spaces(units, end)};
  }
  if (const std::size_t end = bracketed_end(units, visible, std::array<std::u32string_view, 1>{U"."});
      end > 0) {
    return SpelledSign{Spelling::bracketed, i, skip_spaces(units, end)};
  }
  if (words && visible > i) {
    const std::size_t end = letters_end(units, visible);
    if (at(units, end) == ' ' && is_one_of(units, visible, end, kDot)) {
      return SpelledSign{Spelling::word, i, skip_spaces(units, end)};
    }
  }
  return std::nullopt;
}

std::optional<SpelledSign> dot_before(View units, std::size_t i, bool words) {
  const std::size_t end = skip_spaces_back(units, i);
  if (const std::size_t begin = bracketed_begin(units, end, kDot); begin != std::u32string_view::npos) {
    return SpelledSign{Spelling::bracketed, skip_spaces_back(units, begin), i};
  }
  if (words && end < i) {
    const std::size_t begin = letters_begin(units, end);
    if (before(units, begin) == ' ' && is_one_of(units, begin, end, kDot)) {
      return SpelledSign{Spelling::word, skip_spaces_back(units, begin), i};
    }
  }
  return std::nullopt;
}

}  // namespace callside
