#include "indexer/analysis/character_class.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <vector>

#include "indexer/base/utf8.h"

namespace callside {

namespace {

bool is_joiner(UChar32 c) {
  switch (c) {
    case '-':
    case 0x2010:  // hyphen
    case 0x2011:  // non-breaking hyphen
    case '.':
    case '_':
    case '@':
    case '&':
      return true;
    default:
      return is_apostrophe(static_cast<char32_t>(c));
  }
}

bool is_quotation_mark(char32_t c) {
  return c == U'"' || c == U'\u201C' || c == U'\u201D' || c == U'\u201E' || c == U'\uFF02';
}

bool is_letter_of(char32_t c, UScriptCode script) {
  UErrorCode status = U_ZERO_ERROR;
  return c >= 0x80 && uscript_getScript(static_cast<UChar32>(c), &status) == script;
}

CharacterClass compute(UChar32 c) {
  if (is_joiner(c)) return CharacterClass::joiner;
  // The sound marks of half-width Katakana are letters for Unicode.
  if (c == 0xFF9E || c == 0xFF9F) return CharacterClass::extend;
  const auto category = static_cast<std::uint32_t>(U_GET_GC_MASK(c));
  if ((category & (U_GC_M_MASK | U_GC_CF_MASK)) != 0) {
    // Vowel signs of the dictionary scripts are marks, and belong to the run of their script.
    return u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT ? CharacterClass::dictionary
                                                                              : CharacterClass::extend;
  }
  if ((category & U_GC_N_MASK) != 0) return CharacterClass::digit;
  // The prolonged sound mark has Script=Common, but is used in Katakana words.
  if (c == 0x30FC || c == 0xFF70) return CharacterClass::ideographic;
  if ((category & U_GC_L_MASK) == 0) return c == 0x3005 ? CharacterClass::ideographic : CharacterClass::sign;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
      return CharacterClass::ideographic;
    case USCRIPT_HANGUL:
      return CharacterClass::hangul;
    default:
      return u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT ? CharacterClass::dictionary
                                                                                : CharacterClass::letter;
  }
}

std::vector<CharacterClass> make_table() {
  std::vector<CharacterClass> table(0x10000);
  for (UChar32 c = 0; c < 0x10000; ++c) table[static_cast<std::size_t>(c)] = compute(c);
  return table;
}

}  // namespace

bool is_extend(char32_t c) {
  return c != kInvalid && character_class(static_cast<UChar32>(c)) == CharacterClass::extend;
}

bool is_apostrophe(char32_t c) {
  switch (c) {
    case U'\'':
    case U'`':
    case U'\u00B4':  // acute accent
    case U'\u02B9':  // modifier letter prime
    case U'\u02BC':  // modifier letter apostrophe
    case U'\u2018':  // left single quotation mark
    case U'\u2019':  // right single quotation mark
    case U'\u201B':  // single high-reversed-9 quotation mark
    case U'\u2032':  // prime
    case U'\uFF07':  // full-width apostrophe
      return true;
    default:
      return false;
  }
}

bool is_inside_word(char32_t before, char32_t c, char32_t after) {
  if (is_apostrophe(c) && is_letter_of(before, USCRIPT_CYRILLIC) && is_letter_of(after, USCRIPT_CYRILLIC))
    return true;
  const bool hebrew = c == U'\u05F3' || c == U'\u05F4' || is_apostrophe(c) || is_quotation_mark(c);
  return hebrew && is_letter_of(before, USCRIPT_HEBREW) && is_letter_of(after, USCRIPT_HEBREW);
}

CharacterClass character_class(UChar32 c) {
  static const std::vector<CharacterClass> table = make_table();
  return c < 0x10000 ? table[static_cast<std::size_t>(c)] : compute(c);
}

}  // namespace callside
