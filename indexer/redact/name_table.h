#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/redact/cue_table.h"

namespace callside {

// Signs that a word is a name, regardless of its surroundings. They do not suffice: "Grace period". See
// name_evidence.h.
enum NameSign : std::uint8_t {
  kGivenName = 1,   // "Ana"
  kFamilyName = 2,  // "Kos"
  kAlsoWord = 4,    // also a word of one of the languages: "Rose", "Mark", "Luz"
  kInflected = 8,   // a name with a case ending: "Ano", "Nejca", "Petras"
};

// The names of data/given_names*.txt and data/family_names*.txt. Safe to read from any thread.
class NameTable {
 public:
  static const NameTable& instance();

  // Returns the signs of a word; 0 if it is not in the table.
  std::uint8_t find(WordKey word) const {
    for (std::size_t bucket = word & kMask;; bucket = (bucket + 1) & kMask) {
      if (buckets_[bucket] == 0) return 0;
      if ((buckets_[bucket] >> kSignBits) == (word >> kSignBits))
        return static_cast<std::uint8_t>(buckets_[bucket] & ((1U << kSignBits) - 1));
    }
  }
  // Removes a case ending and returns the signs of what remains, with kInflected; 0 if that is not in the
  // table. `folded` is in lower case and without accents; keys[i] is the key of its first i + 1 letters.
  std::uint8_t find_inflected(std::u32string_view folded, std::span<const WordKey> keys) const;

 private:
  NameTable();
  void add(std::string_view file, unsigned signs);

  static constexpr unsigned kSignBits = 4;
  static constexpr std::size_t kSlots = 1U << 16U, kMask = kSlots - 1;
  // A hash table with linear probing; 0 is an empty bucket. The signs take the lowest bits of a key.
  std::vector<std::uint64_t> buckets_;
};

}  // namespace callside
