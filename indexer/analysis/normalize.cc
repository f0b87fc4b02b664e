#include "indexer/analysis/normalize.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/analysis/character_class.h"
#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

// Letters that their language counts as separate letters of its alphabet (CLDR exemplar characters). Folding
// them would merge different words.
struct KeptLetters {
  std::string_view language;
  std::u32string_view letters;
};
constexpr std::array<KeptLetters, 9> kKept{{
    {"sv", U"åäö"},
    {"fi", U"åäö"},
    {"da", U"æøå"},
    {"nb", U"æøå"},
    {"nn", U"æøå"},
    {"is", U"þðæö"},
    {"et", U"äöõü"},
    {"tr", U"ı"},
    {"az", U"ıə"},
}};
// Cyrillic й, ї and ў decompose, but are separate letters in every language. ё and stress accents are not
// kept.
constexpr std::u32string_view kKeptEverywhere = U"йїў";

// Letters that Unicode does not decompose, and what people type if their keyboard lacks them.
constexpr std::array<std::pair<char32_t, std::string_view>, 19> kPlain{{
    {U'ł', "l"}, {U'đ', "d"}, {U'ø', "o"}, {U'æ', "ae"}, {U'œ', "oe"}, {U'ð', "d"}, {U'þ', "th"},
    {U'ħ', "h"}, {U'ı', "i"}, {U'ŋ', "n"}, {U'ŧ', "t"},  {U'ə', "e"},  {U'ĸ', "k"}, {U'ſ', "s"},
    {U'ɖ', "d"}, {U'ƒ', "f"}, {U'ʻ', ""},  {U'ʼ', ""},   {U'ґ', "г"},
}};

// Folded Latin letters for Serbian Cyrillic, from U+0430 and from U+0452. Empty: not a Serbian letter.
constexpr std::array<std::string_view, 32> kSerbianBasic{
    "a", "b", "v", "g", "d", "e", "z", "z", "i", "", "k", "l", "m", "n", "o", "p",
    "r", "s", "t", "u", "f", "h", "c", "c", "s", "", "",  "",  "",  "",  "",  ""};
constexpr std::array<std::string_view, 14> kSerbianOwn{"d",  "",   "",  "", "", "", "j",
                                                       "lj", "nj", "c", "", "", "", "dz"};

// Search treats Croatian, Serbian and Bosnian as one language in two scripts. Returns an empty view for other
// letters and languages.
std::string_view serbian_latin(char32_t letter, std::string_view language) {
  if (letter < U'а' || letter > U'џ') return {};
  if (language != "sr" && language != "hr" && language != "bs") return {};
  if (letter < U'а' + kSerbianBasic.size()) return kSerbianBasic[letter - U'а'];
  return letter < U'ђ' ? std::string_view() : kSerbianOwn[letter - U'ђ'];
}

bool keeps(std::string_view language, char32_t letter) {
  if (kKeptEverywhere.find(letter) != std::u32string_view::npos) return true;
  for (const KeptLetters& kept : kKept) {
    if (kept.language == language) return kept.letters.find(letter) != std::u32string_view::npos;
  }
  return false;
}

// Combining marks of Latin, Greek and Cyrillic letters (U+0300-036F), Hebrew points, and Arabic vowel marks
// and tatweel. Marks of Indic scripts are vowels and are kept.
bool is_dropped_mark(UChar32 c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0591 && c <= 0x05BD) || c == 0x05BF || c == 0x05C1 ||
         c == 0x05C2 || c == 0x05C4 || c == 0x05C5 || c == 0x05C7 || (c >= 0x064B && c <= 0x065F) ||
         c == 0x0670 || c == 0x0640;
}

// Unifies Arabic letters that are typed for each other (Larkey, Ballesteros and Connell 2002, "light
// stemming", table 1).
UChar32 fold_arabic(UChar32 c) {
  switch (c) {
    case 0x0622:  // alef with madda
    case 0x0623:  // alef with hamza above
    case 0x0625:  // alef with hamza below
    case 0x0671:  // alef wasla
      return 0x0627;
    case 0x0649:  // alef maksura
    case 0x06CC:  // Farsi yeh
      return 0x064A;
    case 0x0629:  // teh marbuta
      return 0x0647;
    case 0x06A9:  // keheh
      return 0x0643;
    default:
      return c;
  }
}

// Hindi is mostly typed without nukta, the dot below, and with anusvara instead of chandrabindu.
constexpr char32_t kNukta = 0x093C;
constexpr char32_t kChandrabindu = 0x0901;
constexpr char32_t kAnusvara = 0x0902;

// Blocks of Latin, Greek, Cyrillic, Hebrew and Arabic, whose letters are decomposed to remove their marks.
// Kana (with voiced marks), Hangul and Indic letters are not.
bool has_foldable_marks(UChar32 c) {
  return (c >= 0x00C0 && c < 0x0530) || (c >= 0x0590 && c < 0x0700) || (c >= 0x1E00 && c < 0x2000);
}

void fold_code_point(UChar32 c, std::string_view language, const icu::Normalizer2& nfd, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
    return;
  }
  if (is_dropped_mark(c)) return;
  const auto letter = static_cast<char32_t>(c);
  if (language == "hi" && letter == kNukta) return;
  if (language == "hi" && letter == kChandrabindu) {
    append_code_point(out, kAnusvara);
    return;
  }
  if (const std::string_view latin = serbian_latin(letter, language); !latin.empty()) {
    out += latin;
    return;
  }
  if (!has_foldable_marks(c) || keeps(language, letter)) {
    append_code_point(out, static_cast<char32_t>(c));
    return;
  }
  for (const auto& [from, to] : kPlain) {
    if (from == letter) {
      out += to;
      return;
    }
  }
  // The carrier of a hamza differs from country to country (Taghva, Elkhoury and Coombs 2005, "Arabic
  // stemming without a root dictionary").
  if (language == "ar" && (c == 0x0624 || c == 0x0626)) {
    append_code_point(out, 0x0621);
    return;
  }
  icu::UnicodeString decomposed;
  if (!nfd.getDecomposition(c, decomposed)) {
    append_code_point(out, static_cast<char32_t>(fold_arabic(c)));
    return;
  }
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 part = decomposed.char32At(i);
    if (!is_dropped_mark(part)) fold_code_point(part, language, nfd, out);
  }
}

// Without the signs that belong to the word (is_inside_word). Some of them are a space and a mark after NFKC.
std::string without_inner_signs(std::string_view word) {
  std::string out;
  char32_t before = 0;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(word, at);
    std::size_t after = at;
    if (at == word.size() || !is_inside_word(before, c, next_code_point(word, after)))
      out += word.substr(begin, at - begin);
    before = c;
  }
  return out;
}

}  // namespace

std::string normalize(std::string_view word, std::string_view language) {
  const bool turkic = language == "tr" || language == "az";
  std::string out;
  if (is_ascii(word)) {
    out.reserve(word.size());
    for (const char c : word) {
      if (turkic && c == 'I') {
        out += "ı";
      } else {
        out += lower_case(c);
      }
    }
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const nfkc_casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(without_inner_signs(word));
  if (turkic) {
    text.findAndReplace(icu::UnicodeString(u'I'), icu::UnicodeString(u'ı'));
    text.findAndReplace(icu::UnicodeString(u'İ'), icu::UnicodeString(u'i'));
  }
  const icu::UnicodeString folded = nfkc_casefold->normalize(text, status);
  if (U_FAILURE(status)) return std::string(word);
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    const int32_t digit = c < 0x80 ? -1 : u_charDigitValue(c);
    if (digit >= 0) {
      out += static_cast<char>('0' + digit);
    } else {
      append_code_point(out, static_cast<char32_t>(c));
    }
  }
  return out;
}

std::string fold(std::string_view normalized, std::string_view language) {
  if (is_ascii(normalized)) return std::string(normalized);
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const nfd = icu::Normalizer2::getNFDInstance(status);
  std::string out;
  out.reserve(normalized.size());
  for (std::size_t at = 0; at < normalized.size();) {
    const char32_t c = next_code_point(normalized, at);
    fold_code_point(static_cast<UChar32>(c == kInvalid ? 0xFFFD : c), language, *nfd, out);
  }
  // A word that consists only of marks would become empty, so it is kept as it is.
  return out.empty() ? std::string(normalized) : out;
}

}  // namespace callside
