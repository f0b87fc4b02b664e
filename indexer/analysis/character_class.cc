#include "indexer/analysis/character_class.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <vector>

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
    case '\'':
    case 0x2019:  // right single quotation mark, typed as an apostrophe
    case '&':
      return true;
    default:
      return false;
  }
}

CharacterClass compute(UChar32 c) {
  if (is_joiner(c)) return CharacterClass::joiner;
  if (c == 0x200B) return CharacterClass::sign;  // zero width space separates, although its category is Cf
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

CharacterClass character_class(UChar32 c) {
  static const std::vector<CharacterClass> table = make_table();
  return c < 0x10000 ? table[static_cast<std::size_t>(c)] : compute(c);
}

}  // namespace callside
