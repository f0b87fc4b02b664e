#include "indexer/redact/cue_table.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/analysis/data_files.h"
#include "indexer/redact/data_files.h"
#include "indexer/redact/folded_text.h"

namespace callside {
namespace {

// U+00C0 to U+017F (Latin-1, Latin Extended-A), in lower case and without accents.
// add_letters makes "ss" of the German sharp s.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
constexpr char32_t kLatinBegin = 0xC0;
static_assert(kLatin.size() == 0x180 - kLatinBegin);

}  // namespace

char32_t fold_letter(char32_t c) {
  if (c < 0x80) return c >= U'A' && c <= U'Z' ? c + 32 : c;
  if (c >= kLatinBegin && c - kLatinBegin < kLatin.size()) {
    const char folded = kLatin[c - kLatinBegin];
    return folded == '*' ? c : static_cast<char32_t>(folded);
  }
  if ((U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0) return 0;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

const CueTable& CueTable::instance() {
  static const CueTable table;
  return table;
}

CueTable::CueTable() : phrases_(kFilterBits / 64), begins_(kFilterBits / 64), ends_(kFilterBits / 64) {
  constexpr std::pair<std::string_view, Role> kLanguages[] = {
      {"en", Role::english}, {"de", Role::german}, {"sl", Role::slovenian}, {"es", Role::spanish}};
  for (const auto& [code, language] : kLanguages) {
    const std::string suffix = "_" + std::string(code) + ".txt";
    add_words("ordinary_words" + suffix, language);
    add_words("common_words" + suffix, language);
    for_each_entry(
        data_text(analysis_data(), "stop_words" + suffix),
        [&, language = language](std::string_view, std::string_view word) { add_stop_word(word, language); });
  }
  for (const std::string_view file :
       {"cues_names.txt", "cues_organisations.txt", "cues_places.txt", "cues_values.txt", "cues_health.txt"})
    add_cues(file);
}

void CueTable::add_words(std::string_view file, Role role) {
  for_each_entry(data_text(redact_data(), file), [&](std::string_view, std::string_view word) {
    add_phrase(word, role);
    // German nouns are compounds with a capital: "Vertragsverlaengerung".
    constexpr std::size_t kShortestPart = 5;
    if (role == Role::german && word.size() >= kShortestPart)
      add_phrase("*" + std::string(word), Role::compound);
  });
}

void CueTable::add_cues(std::string_view file) {
  for_each_entry(data_text(redact_data(), file), [&](std::string_view section, std::string_view phrase) {
    Roles roles;
    for (std::size_t begin = 0; begin < section.size();) {
      const std::size_t end = std::min(section.find(' ', begin), section.size());
      if (const auto role = role_named(section.substr(begin, end - begin))) roles |= *role;
      begin = end + 1;
    }
    add_phrase(phrase, roles);
  });
}

// Adds a word as people write it, with its accents.
void CueTable::add_stop_word(std::string_view word, Roles roles) {
  if (word.ends_with('!')) word.remove_suffix(1);
  std::vector<Unit> units;
  fold_text(word, units);
  WordKey key = kEmptyWord;
  for (const Unit& unit : units) add_letters(key, unit.c);
  if (units.size() < 2) return;
  entries_[key].roles |= roles;
  mark(phrases_, key);
}

void CueTable::add_phrase(std::string_view phrase, Roles roles) {
  if (phrase.back() == '*') {
    const WordKey key = key_of(phrase.substr(0, phrase.size() - 1));
    begin_roles_[key] |= roles;
    mark(begins_, key);
    return;
  }
  if (phrase.front() == '*') {
    const std::string reversed(phrase.rbegin(), phrase.rend() - 1);
    const WordKey key = key_of(reversed);
    end_roles_[key] |= roles;
    mark(ends_, key);
    return;
  }
  WordKey key = kEmptyWord;
  Entry* entry = nullptr;
  for (std::size_t begin = 0; begin < phrase.size();) {
    const std::size_t end = std::min(phrase.find(' ', begin), phrase.size());
    const WordKey word = key_of(phrase.substr(begin, end - begin));
    if (entry != nullptr) entry->has_longer = true;
    key = entry == nullptr ? word : add_word(key, word);
    entry = &entries_[key];
    mark(phrases_, key);
    begin = end + 1;
  }
  entry->roles |= roles;
}

}  // namespace callside
