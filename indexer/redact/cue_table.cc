#include "indexer/redact/cue_table.h"

#include <unicode/uchar.h>

#include <span>
#include <string>
#include <utility>

#include "indexer/analysis/stop_word_lists_east.h"
#include "indexer/analysis/stop_word_lists_west.h"
#include "indexer/redact/common_words_de.h"
#include "indexer/redact/common_words_en.h"
#include "indexer/redact/common_words_es.h"
#include "indexer/redact/common_words_sl.h"
#include "indexer/redact/folded_text.h"
#include "indexer/redact/ordinary_words_de.h"
#include "indexer/redact/ordinary_words_en.h"
#include "indexer/redact/ordinary_words_es.h"
#include "indexer/redact/ordinary_words_sl.h"

namespace callside {
namespace {

// U+00C0 to U+017F (Latin-1, Latin Extended-A), in lower case and without accents.
// "ss" for the German sharp s is add_letters' work.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
constexpr char32_t kLatinBegin = 0xC0;
static_assert(kLatin.size() == 0x180 - kLatinBegin);

WordKey key_of(std::string_view word) {
  WordKey key = kEmptyWord;
  for (const char c : word) key = add_letter(key, static_cast<unsigned char>(c));
  return key;
}

template <typename Take>
void split(std::string_view text, char separator, Take take) {
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    std::string_view piece = text.substr(0, end);
    while (!piece.empty() && piece.front() == ' ') piece.remove_prefix(1);
    while (!piece.empty() && piece.back() == ' ') piece.remove_suffix(1);
    if (!piece.empty()) take(piece);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
}

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
  const std::pair<std::string_view, Role> languages[] = {
      {kOrdinaryEnglish, Role::english},     {kOrdinaryGerman, Role::german},
      {kOrdinarySlovenian, Role::slovenian}, {kOrdinarySpanish, Role::spanish},
      {kCommonEnglish, Role::english},       {kCommonGerman, Role::german},
      {kCommonSlovenian, Role::slovenian},   {kCommonSpanish, Role::spanish}};
  for (const auto& [words, language] : languages) {
    split(words, ' ',
          [this, language = language](std::string_view word) { add_phrase(word, role(language)); });
  }
  // Function words, which the analysis knows anyway.
  for (const auto& lists :
       {std::span<const StopWordList>(kWestStopWords), std::span<const StopWordList>(kEastStopWords)}) {
    for (const StopWordList& list : lists) {
      for (const auto& [lang, language] : {std::pair{"en", Role::english},
                                           {"de", Role::german},
                                           {"sl", Role::slovenian},
                                           {"es", Role::spanish}}) {
        if (list.lang == lang)
          split(list.words, ' ',
                [this, language = language](std::string_view word) { add_folded(word, role(language)); });
      }
    }
  }
  // "Vertragsverlaengerung": a German noun is made of others, and written with a capital.
  constexpr std::size_t kShortestPart = 5;
  for (const std::string_view words : {kOrdinaryGerman, kCommonGerman}) {
    split(words, ' ', [this](std::string_view word) {
      if (word.size() >= kShortestPart) add_phrase("*" + std::string(word), role(Role::compound));
    });
  }
  for (const auto lists :
       {name_cues(), act_cues(), place_cues(), value_cues(), health_cues(), health_lexicon()}) {
    for (const CueList& list : lists) add(list);
  }
}

void CueTable::add(const CueList& list) {
  split(list.phrases, ',', [this, &list](std::string_view phrase) { add_phrase(phrase, list.roles); });
}

// A word as people write it, accents and all.
void CueTable::add_folded(std::string_view word, Roles roles) {
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
  split(phrase, ' ', [&](std::string_view word) {
    if (entry != nullptr) entry->goes_on = true;
    key = entry == nullptr ? key_of(word) : add_word(key, key_of(word));
    entry = &entries_[key];
    mark(phrases_, key);
  });
  entry->roles |= roles;
}

}  // namespace callside
