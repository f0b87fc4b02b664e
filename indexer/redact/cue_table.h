#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/redact/cue.h"

namespace callside {

// A word is identified by the FNV-1a hash (64 bits) of its folded letters. That a word of a text and another
// of the table share a hash is less likely than a broken disk.
using WordKey = std::uint64_t;
inline constexpr WordKey kEmptyWord = 0xcbf29ce484222325ULL;
constexpr WordKey add_letter(WordKey key, char32_t folded) { return (key ^ folded) * 0x100000001b3ULL; }
// Returns the key of the phrase with the next word added.
constexpr WordKey add_word(WordKey phrase, WordKey word) {
  return (phrase ^ (word + 0x9e3779b97f4a7c15ULL)) * 0x100000001b3ULL;
}
// Returns the key of a word in lower case and without accents.
constexpr WordKey key_of(std::string_view word) {
  WordKey key = kEmptyWord;
  for (const char c : word) key = add_letter(key, static_cast<unsigned char>(c));
  return key;
}

constexpr char32_t kSharpS = 0xDF;

// Returns the letter in lower case and without accents: 'a' to 'z' for Latin letters with an accent, the
// letter itself for others; 0 for a combining mark.
char32_t fold_letter(char32_t c);

// Adds the folded form of a letter of a text to the key; "ss" for the sharp s.
inline void add_letters(WordKey& key, char32_t c) {
  if (const char32_t folded = fold_letter(c); folded != 0) key = add_letter(key, folded);
  if (c == kSharpS) key = add_letter(key, U's');
}

// The cues of all languages (data/cues_*.txt) and their ordinary words. Safe to read from any thread.
class CueTable {
 public:
  static const CueTable& instance();

  struct Entry {
    Roles roles;              // of the phrase itself
    bool has_longer = false;  // longer phrases begin with it
  };
  // Returns nullptr if no phrase begins with these words.
  const Entry* find(WordKey phrase) const {
    if (!may_have(phrases_, phrase)) return nullptr;
    const auto found = entries_.find(phrase);
    return found == entries_.end() ? nullptr : &found->second;
  }
  // Returns false if no phrase begins with these words, and rarely true even so.
  bool is_listed(WordKey word) const { return may_have(phrases_, word); }
  // Returns the roles of "tele*" for the key of "tele"; none if it is not in the table.
  Roles of_begin(WordKey begin) const {
    return may_have(begins_, begin) ? lookup(begin_roles_, begin) : Roles();
  }
  // Returns the roles of "*weg" for the key of "gew".
  Roles of_end(WordKey reversed_end) const {
    return may_have(ends_, reversed_end) ? lookup(end_roles_, reversed_end) : Roles();
  }

 private:
  CueTable();
  void add_words(std::string_view file, Role role);
  void add_cues(std::string_view file);
  void add_phrase(std::string_view phrase, Roles roles);
  void add_stop_word(std::string_view word, Roles roles);

  // A Bloom filter with one hash function: rejects most words of a text without a look-up in the tables.
  using Filter = std::vector<std::uint64_t>;
  static constexpr std::size_t kFilterBits = 1U << 18U;
  static std::size_t filter_bit(WordKey key) { return (key >> 20U) % kFilterBits; }
  static bool may_have(const Filter& filter, WordKey key) {
    return (filter[filter_bit(key) / 64] >> (filter_bit(key) % 64) & 1U) != 0;
  }
  static void mark(Filter& filter, WordKey key) {
    filter[filter_bit(key) / 64] |= std::uint64_t{1} << (filter_bit(key) % 64);
  }
  static Roles lookup(const std::unordered_map<WordKey, Roles>& table, WordKey key) {
    const auto found = table.find(key);
    return found == table.end() ? Roles() : found->second;
  }

  std::unordered_map<WordKey, Entry> entries_;
  std::unordered_map<WordKey, Roles> begin_roles_, end_roles_;
  Filter phrases_, begins_, ends_;
};

}  // namespace callside
