#include "indexer/redact/name_table.h"

#include <array>

#include "indexer/redact/family_names_a_g.h"
#include "indexer/redact/family_names_h_m.h"
#include "indexer/redact/family_names_n_z.h"
#include "indexer/redact/given_names_a_g.h"
#include "indexer/redact/given_names_h_m.h"
#include "indexer/redact/given_names_n_z.h"

namespace callside {
namespace {

constexpr std::size_t kShortestCaseStem = 3;

// Case endings and possessive adjectives of Slovenian names, the longest first, and what the nominative ends
// with instead: "Ano" is of "Ana", "Nejcem" of "Nejc", "Anin" of "Ana", "Markom" of "Marko", "Tinetu" of
// "Tine". The German genitive: "Petras".
struct CaseEnding {
  std::u32string_view written, nominative;
};
constexpr std::array<CaseEnding, 44> kCaseEndings{{
    {U"inega", U"a"}, {U"inemu", U"a"}, {U"ovega", U""}, {U"ovemu", U""}, {U"evega", U""}, {U"jevim", U""},
    {U"jeva", U""},   {U"jevo", U""},   {U"jeve", U""},  {U"jevi", U""},  {U"jega", U"i"}, {U"jem", U""},
    {U"ova", U""},    {U"ovo", U""},    {U"ove", U""},   {U"ovi", U""},   {U"eva", U""},   {U"evo", U""},
    {U"eve", U""},    {U"ina", U"a"},   {U"ino", U"a"},  {U"ine", U"a"},  {U"ini", U"a"},  {U"tom", U""},
    {U"ta", U""},     {U"tu", U""},     {U"ja", U""},    {U"ju", U""},    {U"in", U"a"},   {U"ov", U""},
    {U"ev", U""},     {U"om", U""},     {U"em", U""},    {U"om", U"o"},   {U"om", U"a"},   {U"em", U"e"},
    {U"o", U"a"},     {U"e", U"a"},     {U"i", U"a"},    {U"a", U""},     {U"u", U""},     {U"a", U"o"},
    {U"u", U"o"},     {U"s", U""},
}};

bool is_vowel(char32_t c) { return std::u32string_view(U"aeiouy").find(c) != std::u32string_view::npos; }

}  // namespace

const NameTable& NameTable::instance() {
  static const NameTable table;
  return table;
}

NameTable::NameTable() : slots_(kSlots, 0) {
  for (const auto names : {kGivenNamesAToG, kGivenNamesHToM, kGivenNamesNToZ}) add(names, kGivenName);
  add(kGivenNamesThatAreWords, kGivenName | kAlsoWord);
  for (const auto names : {kFamilyNamesAToG, kFamilyNamesHToM, kFamilyNamesNToZ}) add(names, kFamilyName);
  add(kFamilyNamesThatAreWords, kFamilyName | kAlsoWord);
}

void NameTable::add(std::string_view names, unsigned signs) {
  while (!names.empty()) {
    const std::size_t end = names.find(' ');
    WordKey key = kEmptyWord;
    for (const char c : names.substr(0, end)) key = add_letter(key, static_cast<unsigned char>(c));
    std::size_t slot = key & kMask;
    while (slots_[slot] != 0 && (slots_[slot] >> kSignBits) != (key >> kSignBits)) slot = (slot + 1) & kMask;
    const std::uint64_t kept = slots_[slot] & ((1U << kSignBits) - 1);
    slots_[slot] = (key >> kSignBits << kSignBits) | kept | signs;
    if (end == std::string_view::npos) return;
    names.remove_prefix(end + 1);
  }
}

std::uint8_t NameTable::find_inflected(std::u32string_view folded, std::span<const WordKey> keys) const {
  for (const CaseEnding& ending : kCaseEndings) {
    if (!folded.ends_with(ending.written) || folded.size() < ending.written.size() + kShortestCaseStem)
      continue;
    const std::size_t size = folded.size() - ending.written.size();
    WordKey key = keys[size - 1];
    for (const char32_t c : ending.nominative) key = add_letter(key, c);
    std::uint8_t signs = find(key);
    // "Pavla" is of "Pavel", "Zajca" of "Zajec".
    if (signs == 0 && ending.nominative.empty() && !is_vowel(folded[size - 1]) && !is_vowel(folded[size - 2]))
      signs = find(add_letter(add_letter(keys[size - 2], U'e'), folded[size - 1]));
    if (signs != 0) return static_cast<std::uint8_t>(signs | kInflected);
  }
  return 0;
}

}  // namespace callside
