#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/redact/cue.h"

namespace callside {

// Words are known by a number that their folded letters make (FNV-1a, 64 bits): two words of a text and of
// the table that share one are less likely than a broken disk.
using WordKey = std::uint64_t;
inline constexpr WordKey kEmptyWord = 0xcbf29ce484222325ULL;
constexpr WordKey add_letter(WordKey key, char32_t folded) { return (key ^ folded) * 0x100000001b3ULL; }
// The key of the phrase that the next word makes longer.
constexpr WordKey add_word(WordKey phrase, WordKey word) {
  return (phrase ^ (word + 0x9e3779b97f4a7c15ULL)) * 0x100000001b3ULL;
}

constexpr char32_t kSharpS = 0xDF;

// The letter in lower case and without accents, for words of the languages that the cues are written in: 'a'
// to 'z', or the letter itself; 0 for a mark that stands on the letter before it.
char32_t fold_letter(char32_t c);

// Adds a letter of a text: its folded form; "ss" for the sharp s.
inline void add_letters(WordKey& key, char32_t c) {
  if (const char32_t folded = fold_letter(c); folded != 0) key = add_letter(key, folded);
  if (c == kSharpS) key = add_letter(key, U's');
}

// All cues of all languages. Built once; then any thread may ask.
class CueTable {
 public:
  static const CueTable& instance();

  struct Entry {
    Roles roles = 0;       // of the phrase itself
    bool goes_on = false;  // longer phrases begin with it
  };
  // nullptr: nothing begins so.
  const Entry* find(WordKey phrase) const {
    if (!may_have(phrases_, phrase)) return nullptr;
    const auto found = entries_.find(phrase);
    return found == entries_.end() ? nullptr : &found->second;
  }
  // Whether a word or the begin of a phrase may be one; few that are not pass.
  bool is_listed(WordKey word) const { return may_have(phrases_, word); }
  // The roles of "tele*" by the key of "tele"; 0: there is none.
  Roles of_begin(WordKey begin) const { return may_have(begins_, begin) ? lookup(begin_roles_, begin) : 0; }
  // The roles of "*weg" by the key of "gew".
  Roles of_end(WordKey reversed_end) const {
    return may_have(ends_, reversed_end) ? lookup(end_roles_, reversed_end) : 0;
  }

 private:
  CueTable();
  void add(const CueList& list);
  void add_phrase(std::string_view phrase, Roles roles);
  void add_folded(std::string_view word, Roles roles);

  // A bit for each 12 bits of a key: most words of a text are passed by without a look into the tables.
  using Filter = std::vector<std::uint64_t>;
  static constexpr std::size_t kFilterBits = 1U << 18U;
  static std::size_t slot(WordKey key) { return (key >> 20U) % kFilterBits; }
  static bool may_have(const Filter& filter, WordKey key) {
    return (filter[slot(key) / 64] >> (slot(key) % 64) & 1U) != 0;
  }
  static void mark(Filter& filter, WordKey key) {
    filter[slot(key) / 64] |= std::uint64_t{1} << (slot(key) % 64);
  }
  static Roles lookup(const std::unordered_map<WordKey, Roles>& table, WordKey key) {
    const auto found = table.find(key);
    return found == table.end() ? 0 : found->second;
  }

  std::unordered_map<WordKey, Entry> entries_;
  std::unordered_map<WordKey, Roles> begin_roles_, end_roles_;
  Filter phrases_, begins_, ends_;
};

}  // namespace callside
