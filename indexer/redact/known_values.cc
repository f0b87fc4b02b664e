#include "indexer/redact/known_values.h"

#include <string>

#include "indexer/redact/cue_table.h"

namespace callside {
namespace {

constexpr std::size_t kLongestValue = 200;

PersonalKind kind_of(KnownValue::Kind kind) {
  switch (kind) {
    case KnownValue::Kind::email:
      return PersonalKind::email;
    case KnownValue::Kind::telephone:
      return PersonalKind::telephone;
    case KnownValue::Kind::address:
      return PersonalKind::address;
    case KnownValue::Kind::name:
      break;
  }
  return PersonalKind::name;
}

// Returns a letter or digit in the form in which it is compared; 0 for everything else.
char32_t significant(char32_t c) {
  if (is_digit(c)) return c;
  return is_letter(c) ? fold_letter(c) : 0;
}

std::u32string significant_units(View units) {
  std::u32string text;
  for (const Unit& unit : units) {
    if (const char32_t c = significant(unit.c); c != 0 && text.size() < kLongestValue) text += c;
  }
  return text;
}

// Returns the end of `wanted` if it is at units[begin], ignoring other signs between its letters; otherwise
// 0.
std::size_t match_end(View units, std::size_t begin, std::u32string_view wanted) {
  constexpr std::size_t kMaxSigns = 4;
  std::size_t i = begin, signs = 0;
  for (std::size_t found = 0; found < wanted.size(); ++i) {
    const char32_t c = at(units, i);
    if (i >= units.size() || c == '\n' || is_taken(c)) return 0;
    const char32_t compared = significant(c);
    if (compared == 0) {
      if (++signs > kMaxSigns) return 0;
      continue;
    }
    if (compared != wanted[found]) return 0;
    ++found;
    signs = 0;
  }
  return i;
}

void find_all(View units, std::u32string_view wanted, PersonalKind kind, bool whole,
              std::vector<Finding>& findings) {
  if (wanted.empty()) return;
  std::size_t floor = findings.empty() ? 0 : findings.back().end;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (i < floor || significant(units[i].c) != wanted.front() || (whole && is_word(before(units, i))))
      continue;
    const std::size_t end = match_end(units, i, wanted);
    if (end == 0 || is_word(at(units, end))) continue;
    std::size_t begin = i;
    // The calling code and trunk digit of a number.
    constexpr std::u32string_view kLead = U" -./()+";
    if (!whole) {
      std::size_t lead = begin;
      while (lead > 0 && begin - lead < 8 &&
             (is_digit(units[lead - 1].c) || kLead.find(units[lead - 1].c) != std::u32string_view::npos))
        --lead;
      while (lead < begin && !is_digit(units[lead].c) && units[lead].c != '+') ++lead;
      begin = lead;
    }
    if (begin < floor) continue;
    findings.push_back({kind, begin, end});
    floor = end;
    i = end - 1;
  }
}

}  // namespace

void find_known_value(View units, const KnownValue& value, std::vector<Finding>& findings) {
  constexpr std::size_t kFewestDigits = 6, kMostCompared = 7, kShortestText = 5;
  std::vector<Unit> folded;
  const PersonalKind kind = kind_of(value.kind);
  fold_text(value.text, folded);
  std::u32string wanted = significant_units(folded);
  if (value.kind == KnownValue::Kind::telephone) {
    std::erase_if(wanted, [](char32_t c) { return !is_digit(c); });
    if (wanted.size() < kFewestDigits) return;
    if (wanted.size() > kMostCompared) wanted.erase(0, wanted.size() - kMostCompared);
    find_all(units, wanted, kind, false, findings);
    return;
  }
  if (wanted.size() < kShortestText) return;
  find_all(units, wanted, kind, true, findings);
  if (value.kind != KnownValue::Kind::address || !findings.empty()) return;
  const std::size_t comma = value.text.find_first_of(",\n");
  if (comma == std::string::npos) return;
  fold_text(std::string_view(value.text).substr(0, comma), folded);
  wanted = significant_units(folded);
  const bool numbered = wanted.find_first_of(U"0123456789") != std::u32string::npos;
  if (wanted.size() >= kShortestText && numbered) find_all(units, wanted, kind, true, findings);
}

}  // namespace callside
