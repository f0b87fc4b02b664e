#include "indexer/redact/name_table.h"

#include <array>

#include "indexer/redact/data_files.h"

namespace callside {
namespace {

constexpr std::size_t kShortestCaseStem = 3;

// Endings of Slovenian cases and possessive adjectives, the longest first, and the ending of the nominative:
// "Ano" is a form of "Ana", "Nejcem" of "Nejc", "Anin" of "Ana", "Markom" of "Marko", "Tinetu" of "Tine". The
// last is the German genitive: "Petras".
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

NameTable::NameTable() : buckets_(kSlots, 0) {
  add("given_names.txt", kGivenName);
  add("given_names_also_words.txt", kGivenName | kAlsoWord);
  add("family_names.txt", kFamilyName);
  add("family_names_also_words.txt", kFamilyName | kAlsoWord);
}

void NameTable::add(std::string_view file, unsigned signs) {
  for_each_entry(data_text(redact_data(), file), [&](std::string_view, std::string_view name) {
    const WordKey key = key_of(name);
    std::size_t bucket = key & kMask;
    while (buckets_[bucket] != 0 && (buckets_[bucket] >> kSignBits) != (key >> kSignBits))
      bucket = (bucket + 1) & kMask;
    const std::uint64_t kept = buckets_[bucket] & ((1U << kSignBits) - 1);
    buckets_[bucket] = (key >> kSignBits << kSignBits) | kept | signs;
  });
}

std::uint8_t NameTable::find_inflected(std::u32string_view folded, std::span<const WordKey> keys) const {
  for (const CaseEnding& ending : kCaseEndings) {
    if (!folded.ends_with(ending.written) || folded.size() < ending.written.size() + kShortestCaseStem)
      continue;
    const std::size_t size = folded.size() - ending.written.size();
    WordKey key = keys[size - 1];
    for (const char32_t c : ending.nominative) key = add_letter(key, c);
    std::uint8_t signs = find(key);
    // "Pavla" is a form of "Pavel", "Zajca" of "Zajec".
    if (signs == 0 && ending.nominative.empty() && !is_vowel(folded[size - 1]) && !is_vowel(folded[size - 2]))
      signs = find(add_letter(add_letter(keys[size - 2], U'e'), folded[size - 1]));
    if (signs != 0) return static_cast<std::uint8_t>(signs | kInflected);
  }
  return 0;
}

}  // namespace callside
