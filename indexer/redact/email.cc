// E-mail addresses, found by their at sign: first the domain to its right, which decides; then the name to
// its left. The grammar is wider than RFC 5321 in what people write (spelled signs, spaces, any script) and
// narrower in what addresses rarely have (quoted names on one line only, no comments).

#include <array>
#include <optional>
#include <string_view>

#include "indexer/redact/detectors.h"
#include "indexer/redact/spelled_signs.h"
#include "indexer/redact/words_before.h"

namespace callside {
namespace {

constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);
// Longer quoted names and address literals are not accepted.
constexpr std::size_t kLongestQuoted = 66;

// File and unit names with an at sign in them: photo@2x.png, getty@tty1.service.
constexpr std::array<std::u32string_view, 12> kNotDomains{U"png",   U"jpg",    U"jpeg",    U"gif",
                                                          U"svg",   U"webp",   U"service", U"socket",
                                                          U"timer", U"target", U"mount",   U"slice"};

// Not names of hosts: "the file is at the dot".
constexpr std::array<std::u32string_view, 9> kArticles{U"the", U"a",   U"this", U"that", U"der",
                                                       U"die", U"das", U"el",   U"la"};

bool is_label_unit(char32_t c) { return is_digit(c) || is_letter(c) || c == '-' || c == '_'; }

// An ASCII label ends where another script begins: "ana@example.orgまで".
std::size_t label_end(View units, std::size_t begin) {
  const bool ascii = at(units, begin) < 0x80;
  std::size_t end = begin;
  while (is_label_unit(at(units, end)) && !(ascii && is_unspaced_letter(at(units, end)))) ++end;
  while (end > begin && units[end - 1].c == '-') --end;
  return end;
}

bool is_latin(char32_t c) { return c < 0x250; }

bool ends_a_domain(View units, std::size_t begin, std::size_t end) {
  if (end - begin < 2) return false;
  if (end - begin > 4 && equals_word(units, begin, begin + 4, U"xn--")) return true;
  const bool latin = is_latin(units[begin].c);
  for (std::size_t i = begin; i < end; ++i) {
    if (!is_letter(units[i].c) || is_latin(units[i].c) != latin) return false;
  }
  return !is_one_of(units, begin, end, kNotDomains);
}

// "org" before "Thanks" in "ana@example.org.Thanks": the space before the next sentence is missing.
bool begins_a_sentence(View units, std::size_t previous, std::size_t label) {
  const auto is_capital = [](char32_t c) { return c >= 'A' && c <= 'Z'; };
  return is_capital(at(units, label)) && !is_capital(at(units, previous)) &&
         is_ascii_letter(at(units, label + 1)) && !is_capital(at(units, label + 1));
}

// Returns the position where a label continues in another alphabet ("orgom"): an ending of the language of
// the sentence.
std::size_t alphabet_end(View units, std::size_t begin, std::size_t end) {
  if (!is_latin(units[begin].c)) return end;
  std::size_t latin_end = begin;
  while (latin_end < end && is_latin(units[latin_end].c) && units[latin_end].c != '_') ++latin_end;
  return latin_end;
}

// "[192.0.2.1]"
std::size_t address_literal_end(View units, std::size_t begin) {
  for (std::size_t i = begin + 1; i < begin + kLongestQuoted; ++i) {
    const char32_t c = at(units, i);
    if (c == ']') return i > begin + 1 ? i + 1 : kNotFound;
    if (!is_digit(c) && !is_ascii_letter(c) && c != '.' && c != ':') return kNotFound;
  }
  return kNotFound;
}

// Returns the end of the domain that begins at units[begin]; kNotFound if there is none.
std::size_t domain_end(View units, std::size_t begin, Spelling at_spelling) {
  if (at(units, begin) == '[') return address_literal_end(units, begin);
  static const WordList kSpokenDomains("spoken_domains.txt");
  std::size_t label = begin, end = label_end(units, begin), found = kNotFound;
  if (end == begin || (at_spelling == Spelling::word && is_one_of(units, begin, end, kArticles)))
    return kNotFound;
  while (const auto dot = dot_after(units, end, true)) {
    if (at_spelling == Spelling::word && dot->spelling == Spelling::sign) break;
    const std::size_t next = dot->end, next_end = label_end(units, next);
    if (next_end == next || (found != kNotFound && begins_a_sentence(units, label, next))) break;
    const bool loose =
        dot->spelling == Spelling::word || (dot->spelling == Spelling::sign && dot->end > dot->begin + 1);
    const std::size_t last = alphabet_end(units, next, next_end);
    if (ends_a_domain(units, next, last) && (!loose || is_one_of(units, next, last, kSpokenDomains)))
      found = last;
    if (last != next_end) break;
    label = next;
    end = next_end;
  }
  return found;
}

bool is_name_unit(char32_t c, bool ascii) {
  if (c < 0x80) {
    if (is_digit(c) || is_ascii_letter(c)) return true;
    constexpr std::u32string_view kSigns = U"._%+-'~#$";
    return kSigns.find(c) != std::u32string_view::npos;
  }
  return is_letter(c) && !(ascii && is_unspaced_letter(c));
}

// Returns the start of `"ana novak"` that ends before units[end]; kNotFound if there is none.
std::size_t quoted_begin(View units, std::size_t end, std::size_t floor) {
  for (std::size_t i = end - 1; i > floor && end - i < kLongestQuoted; --i) {
    const char32_t c = units[i - 1].c;
    if (c == '"') return end - i > 1 ? i - 1 : kNotFound;
    if (c == '\n' || is_taken(c)) break;
  }
  return kNotFound;
}

// Returns the start of the name that ends before units[end], not before `floor`; kNotFound if there is none.
std::size_t name_begin(View units, std::size_t end, std::size_t floor, Spelling at_spelling) {
  if (end <= floor) return kNotFound;
  if (units[end - 1].c == '"') return quoted_begin(units, end, floor);
  std::size_t begin = end;
  while (true) {
    const bool ascii = before(units, begin) < 0x80;
    const std::size_t part_end = begin;
    while (begin > floor && is_name_unit(units[begin - 1].c, ascii)) --begin;
    // Signs that occur before an address more often than in it: quotes, list marks, ellipses.
    while (begin < part_end && units[begin].c < 0x80 && !is_word(units[begin].c) && units[begin].c != '+')
      ++begin;
    if (begin == part_end) return part_end == end ? kNotFound : part_end;
    if (at_spelling == Spelling::sign) break;
    const auto dot = dot_before(units, begin, at_spelling == Spelling::word);
    if (!dot || dot->begin <= floor || !is_name_unit(units[dot->begin - 1].c, true)) break;
    begin = dot->begin;
  }
  return begin;
}

// Returns true if an at sign can begin at units[i]. Rejects most of a text quickly.
bool may_begin_at_sign(View units, std::size_t i) {
  switch (units[i].c) {
    case '@':
    case '&':
    case '\\':
    case '(':
    case '[':
    case '{':
    case '<':
      return true;
    default:
      return before(units, i) == ' ' && may_begin_at_word(units[i].c);
  }
}

}  // namespace

void find_emails(View units, std::vector<Finding>& findings) {
  static const WordList kNotNames("not_before_spoken_at.txt");
  std::size_t floor = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!may_begin_at_sign(units, i)) continue;
    const auto sign = at_sign_at(units, i);
    if (!sign || sign->begin < floor) continue;
    const std::size_t end = domain_end(units, sign->end, sign->spelling);
    if (end == kNotFound) continue;
    const std::size_t begin = name_begin(units, sign->begin, floor, sign->spelling);
    if (begin == kNotFound) continue;
    const bool tight = at(units, sign->begin) != ' ';
    if (!tight && is_one_of(units, begin, sign->begin, kNotNames)) continue;
    findings.push_back({PersonalKind::email, begin, end});
    floor = end;
    i = end - 1;
  }
}

}  // namespace callside
