#include "indexer/redact/reading.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/redact/name_table.h"

namespace callside {
namespace {

constexpr std::size_t kLongestKnown = 32;  // longer than any cue
constexpr std::size_t kShortestBegin = 3, kShortestEnd = 2;

bool is_capital(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return !is_taken(c) && (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0;
}

// Unicode classes the ordinal signs as letters, but words end before them: "n.o 14", "3.o A".
bool is_word_letter(char32_t c) { return is_letter(c) && c != 0xBA && c != 0xAA; }

bool in_set(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

constexpr std::size_t kShortestNoun = 5;

// Returns the languages that have the word without one of their endings: "Wertes", "Recipients", "Pedidos".
Roles inflected_word(std::u32string_view letters, std::span<const WordKey> keys) {
  struct Case {
    std::u32string_view ending;
    Roles languages;
  };
  constexpr Roles kGerman = Role::german, kEnglish = Role::english, kSpanish = Role::spanish;
  constexpr std::array<Case, 10> kCases{{{U"es", kGerman | kEnglish | kSpanish},
                                         {U"en", kGerman},
                                         {U"er", kGerman | kEnglish},
                                         {U"em", kGerman},
                                         {U"ed", kEnglish},
                                         {U"ing", kEnglish},
                                         {U"ly", kEnglish},
                                         {U"s", kGerman | kEnglish | kSpanish},
                                         {U"n", kGerman},
                                         {U"e", kGerman}}};
  for (const Case& one : kCases) {
    if (!letters.ends_with(one.ending)) continue;
    const CueTable::Entry* entry = CueTable::instance().find(keys[letters.size() - one.ending.size() - 1]);
    if (entry != nullptr && entry->roles.has_any(one.languages)) return entry->roles & one.languages;
  }
  return {};
}

}  // namespace

void Reading::read(View units) {
  units_ = units;
  words_.clear();
  cues_.clear();
  for (std::size_t unit = 0; unit < units_.size();) {
    if (is_word_letter(units_[unit].c)) {
      read_word(unit);
    } else {
      ++unit;
    }
  }
  mark_ordinary();
  find_cues();
}

void Reading::read_again(View units, std::span<const Finding> findings) {
  if (!drop_words(findings)) return read(units);
  units_ = units;
  cues_.clear();
  mark_ordinary();
  find_cues();
}

// Removes the words that the findings cover and moves the others. Returns false if a finding covers part of a
// word.
bool Reading::drop_words(std::span<const Finding> findings) {
  std::size_t kept = 0, removed = 0;
  auto next = findings.begin();
  for (CueWord word : words_) {
    for (; next != findings.end() && next->end <= word.begin; ++next) removed += next->end - next->begin - 1;
    if (next != findings.end() && next->begin < word.end) {
      if (word.begin < next->begin || word.end > next->end) return false;
      continue;
    }
    word.begin -= static_cast<std::uint32_t>(removed);
    word.end -= static_cast<std::uint32_t>(removed);
    word.roles &= ~Role::ordinary;
    words_[kept++] = word;
  }
  words_.resize(kept);
  return true;
}

// An ordinary word of one language is a name in another ("Jo", "Petra"). The languages with the most words,
// or nearly as many, decide.
void Reading::mark_ordinary() {
  constexpr std::array kLanguages{Role::english, Role::german, Role::slovenian, Role::spanish};
  constexpr std::size_t kFewWords = 2, kNearShare = 3, kWhole = 4;
  std::array<std::size_t, kLanguages.size()> counts{};
  for (const CueWord& word : words_) {
    for (std::size_t i = 0; i < kLanguages.size(); ++i) counts[i] += word.is(kLanguages[i]) ? 1 : 0;
  }
  const std::size_t most = *std::ranges::max_element(counts);
  Roles spoken;
  for (std::size_t i = 0; i < kLanguages.size(); ++i) {
    if (most < kFewWords || counts[i] * kWhole >= most * kNearShare) spoken |= kLanguages[i];
  }
  spoken_ = spoken;
  capitals_are_names_ = most >= kFewWords && !spoken.has_any(Role::german);
  for (CueWord& word : words_) {
    if (word.is(spoken)) word.roles |= Role::ordinary;
  }
}

void Reading::read_word(std::size_t& unit) {
  const CueTable& table = CueTable::instance();
  CueWord word{};
  word.begin = static_cast<std::uint32_t>(unit);
  word.key = kEmptyWord;
  std::array<char32_t, kLongestKnown> letters{};
  std::array<WordKey, kLongestKnown> keys{};
  std::size_t size = 0, capitals = 0;
  for (; unit < units_.size() && is_word_letter(units_[unit].c); ++unit) {
    const char32_t c = units_[unit].c, folded = fold_letter(c);
    capitals += is_capital(c) ? 1 : 0;
    if (folded == 0) continue;
    for (int times = c == kSharpS ? 2 : 1; times > 0; --times) {
      word.key = add_letter(word.key, folded);
      if (size < kLongestKnown) {
        letters[size] = folded;
        keys[size] = word.key;
      }
      if (++size >= kShortestBegin) word.roles |= table.of_begin(word.key);
    }
  }
  word.end = static_cast<std::uint32_t>(unit);
  word.capital = is_capital(units_[word.begin].c);
  word.capitals = capitals > 1 && capitals == word.size();
  constexpr std::size_t kShortestName = 3;
  if (word.capital && size >= kShortestName && size <= kLongestKnown) {
    const NameTable& names = NameTable::instance();
    word.name_signs = names.find(word.key);
    // Words of the languages need no further look-up: they are the most frequent.
    if (word.name_signs == 0 && !table.is_listed(word.key))
      word.name_signs = names.find_inflected({letters.data(), size}, keys);
  }
  if (word.capital && word.name_signs == 0 && size > kShortestNoun && size <= kLongestKnown)
    word.roles |= inflected_word({letters.data(), size}, keys);
  if (const CueTable::Entry* entry = table.find(word.key); entry != nullptr) word.roles |= entry->roles;
  // The ending of an ordinary word in lower case adds nothing; most words are of this kind.
  constexpr Roles kLanguages = Role::english | Role::german | Role::slovenian | Role::spanish;
  if (size <= kLongestKnown && (word.capital || !word.is(kLanguages))) {
    WordKey reversed = kEmptyWord;
    for (std::size_t i = size; i > 0; --i) {
      reversed = add_letter(reversed, letters[i - 1]);
      if (size - i + 1 < kShortestEnd || i == 1) continue;
      // "Ruprecht" is not a compound of "Recht".
      constexpr std::size_t kShortestHead = 4;
      const Roles found = table.of_end(reversed);
      word.roles |= i - 1 >= kShortestHead ? found : found & ~Role::compound;
    }
  }
  words_.push_back(word);
}

bool Reading::joins(const CueWord& left, const CueWord& right) const {
  constexpr std::size_t kWidestGap = 3;
  const std::size_t gap = right.begin - left.end;
  if (gap == 0 || gap > kWidestGap) return false;
  for (std::size_t unit = left.end; unit < right.begin; ++unit) {
    if (!in_set(U" '\u2019./-", units_[unit].c)) return false;
  }
  return true;
}

void Reading::find_cues() {
  const CueTable& table = CueTable::instance();
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const CueTable::Entry* entry = table.find(words_[i].key);
    if (!words_[i].roles.empty()) {
      const auto first = static_cast<std::uint32_t>(i);
      cues_.push_back({first, first + 1, words_[i].roles});
    }
    WordKey phrase = words_[i].key;
    Cue longest{};
    for (std::size_t next = i + 1; entry != nullptr && entry->has_longer && next < words_.size(); ++next) {
      if (!joins(words_[next - 1], words_[next])) break;
      phrase = add_word(phrase, words_[next].key);
      entry = table.find(phrase);
      if (entry != nullptr && !entry->roles.empty()) {
        longest = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(next + 1), entry->roles};
      }
    }
    if (!longest.roles.empty()) cues_.push_back(longest);
  }
}

std::size_t Reading::word_from(std::size_t unit) const {
  const auto found = std::ranges::lower_bound(words_, unit, {}, &CueWord::begin);
  return static_cast<std::size_t>(found - words_.begin());
}

std::size_t Reading::skip(std::size_t unit, std::u32string_view signs) const {
  while (unit < units_.size() && in_set(signs, units_[unit].c)) ++unit;
  return unit;
}

std::size_t Reading::skip_back(std::size_t unit, std::u32string_view signs) const {
  while (unit > 0 && in_set(signs, units_[unit - 1].c)) --unit;
  return unit;
}

std::size_t Reading::word_before(std::size_t unit, std::u32string_view signs) const {
  const std::size_t end = skip_back(unit, signs);
  if (!is_word_letter(before(end))) return kNone;
  return word_from(end) - 1;
}

std::size_t Reading::word_after(std::size_t unit, std::u32string_view signs) const {
  const std::size_t begin = skip(unit, signs);
  const std::size_t word = word_from(begin);
  return word < words_.size() && words_[word].begin == begin ? word : kNone;
}

bool Reading::begins_sentence(std::size_t unit) const {
  const std::size_t end = skip_back(unit, U" \"'()[*>-\u00BF\u00A1\u201C\u201E\u00BB\u00AB\u2022");
  return in_set(U"\n.!?:;\u2026", before(end));
}

bool Reading::begins_line(std::size_t unit) const {
  return before(skip_back(unit, U" \"'(*>-\u2022")) == '\n';
}

bool Reading::ends_line(std::size_t unit) const { return at(skip(unit, U" .,;!*\"'")) == '\n'; }

}  // namespace callside
