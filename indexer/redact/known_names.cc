#include "indexer/redact/known_names.h"

#include <algorithm>
#include <array>
#include <string>

namespace callside {
namespace {

constexpr std::size_t kShortestName = 3, kShortestStem = 2, kLongestName = 40;

// Endings of cases and of possessive adjectives, the longest first; the stems are compared. Written from the
// declensions of Slovenian names (first and second masculine, first feminine).
constexpr std::array<std::u32string_view, 26> kEndings{
    U"ovega", U"ovemu", U"ovima", U"evega", U"ovim", U"ovih", U"ovem", U"jevi", U"ova",
    U"ovo",   U"ovi",   U"ove",   U"eva",   U"jem",  U"jev",  U"ami",  U"oma",  U"ov",
    U"ev",    U"om",    U"em",    U"a",     U"e",    U"i",    U"o",    U"u"};

WordKey stem_of(const Reading& reading, const CueWord& word) {
  std::u32string letters;
  for (std::size_t i = word.begin; i < word.end && letters.size() < kLongestName; ++i) {
    if (const char32_t c = fold_letter(reading.at(i)); c != 0) letters += c;
    if (reading.at(i) == kSharpS) letters += U's';
  }
  std::u32string_view stem = letters;
  constexpr std::size_t kShortestGenitive = 5;
  if (stem.size() >= kShortestGenitive && stem.ends_with(U's')) stem.remove_suffix(1);
  for (const std::u32string_view ending : kEndings) {
    const std::size_t left = ending.size() == 1 ? kShortestStem : kShortestName;
    if (stem.size() < ending.size() + left || !stem.ends_with(ending)) continue;
    stem.remove_suffix(ending.size());
    break;
  }
  WordKey key = kEmptyWord;
  for (const char32_t c : stem) key = add_letter(key, c);
  return key;
}

}  // namespace

void KnownNames::learn(const Reading& reading, const NameRange& range) { learn(reading, range, false); }

void KnownNames::learn(const Reading& reading, const NameRange& range, bool lower) {
  for (std::size_t i = reading.word_from(range.begin); i < reading.words().size(); ++i) {
    const CueWord& word = reading.words()[i];
    if (word.end > range.end) break;
    const bool joins = !word.capital && word.is(Role::particle);
    if (word.size() < kShortestName || joins || word.is(Role::title)) continue;
    // A surname that is also a word is found only with a capital, and not at the beginning of a sentence.
    stems_.insert(stem_of(reading, word));
    if (!word.is(Role::ordinary) && (lower || !word.capital)) whole_.insert(word.key);
  }
}

void KnownNames::learn(std::string_view name) {
  std::vector<Unit> units;
  fold_text(name, units);
  Reading reading;
  reading.read(units);
  learn(reading, {0, units.size()}, true);
}

void KnownNames::find_mentions(const Reading& reading, std::vector<NameRange>& ranges) const {
  if (stems_.empty()) return;
  std::vector<NameRange> known = ranges;
  std::ranges::sort(known, {}, &NameRange::begin);
  auto next = known.begin();
  constexpr std::size_t kShortestLower = 4;
  for (const CueWord& word : reading.words()) {
    while (next != known.end() && next->end <= word.begin) ++next;
    const bool covered = next != known.end() && next->begin <= word.begin;
    if (covered || word.size() < kShortestName) continue;
    const bool ordinary = word.is(Role::ordinary);
    const bool lower =
        !word.capital && word.size() >= kShortestLower && !ordinary && whole_.contains(word.key);
    const bool capital = word.capital && !(ordinary && reading.begins_sentence(word.begin)) &&
                         stems_.contains(stem_of(reading, word));
    if (lower || capital) ranges.push_back({word.begin, word.end});
  }
}

}  // namespace callside
