#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/redact/cue_table.h"

namespace callside {

// What a word is as a name, by itself. A name of the tables is none yet: "Grace period". name_evidence.h adds
// what stands beside it.
enum NameSign : std::uint8_t {
  kGivenName = 1,   // "Ana"
  kFamilyName = 2,  // "Kos"
  kAlsoWord = 4,    // a word of one of the languages, too: "Rose", "Mark", "Luz"
  kInflected = 8,   // only without a case ending: "Ano", "Nejca", "Petras"
};

// Given and family names of English, German, Slovenian and Spanish speakers and of those who live among them
// (given_names_*.h, family_names_*.h). Built once; then any thread may ask.
class NameTable {
 public:
  static const NameTable& instance();

  // The signs of a word as it stands; 0: it is in no table.
  std::uint8_t find(WordKey word) const {
    for (std::size_t slot = word & kMask;; slot = (slot + 1) & kMask) {
      if (slots_[slot] == 0) return 0;
      if ((slots_[slot] >> kSignBits) == (word >> kSignBits))
        return static_cast<std::uint8_t>(slots_[slot] & ((1U << kSignBits) - 1));
    }
  }
  // The same for the word without a case ending, with kInflected. `folded` is in lower case and without
  // accents; keys[i] is the key of its first i + 1 letters.
  std::uint8_t find_inflected(std::u32string_view folded, std::span<const WordKey> keys) const;

 private:
  NameTable();
  void add(std::string_view names, unsigned signs);

  static constexpr unsigned kSignBits = 4;
  static constexpr std::size_t kSlots = 1U << 16U, kMask = kSlots - 1;
  // A key with its signs in its lowest bits: the place in the table stands for what they hid.
  std::vector<std::uint64_t> slots_;
};

}  // namespace callside
