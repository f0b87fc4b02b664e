#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "searchd/query/understand/lexicon.h"

namespace callside {

// Words of a vocabulary that a typed word may have been meant as: within a number of edits (a letter too
// many, missing or wrong, two letters swapped), found by walking the trie with one row of the distance's
// table a letter and leaving each branch where no cell is within the bound (Oflazer 1996, "Error-tolerant
// finite-state recognition"; distance: optimal string alignment).

struct NearWord {
  std::uint32_t first_form = 0,
                last_form = 0;  // [first, last): one folded word; of a beginning: all below it
  unsigned edits = 0;
};

// Longest typed word that is looked for, in letters.
inline constexpr std::size_t kLongestTyped = 32;

// Edits that are forgiven in a word of so many letters: one from four letters on, two from eight. Nearly
// every neighbour of a shorter word is a word, too.
unsigned forgiven_edits(std::size_t letters);

// Appends the words of `language` within `most_edits` of `typed` (a folded word, at most kLongestTyped
// letters), or, with `beginnings`, the words that go on from something within that distance; such ranges may
// lie inside each other.
void find_near_words(const Lexicon& lexicon, std::uint16_t language, std::u32string_view typed,
                     unsigned most_edits, bool beginnings, std::vector<NearWord>& found);

// How unlikely it is that a hand which meant `word` typed `typed`: about 1 an edit, less for the slips that
// hands make most: a key beside the right one, two letters swapped, a letter doubled or not; more in the
// first letter, which is seldom wrong. With `beginning`, only as much of the word as was typed. Both folded,
// at most kLongestTyped letters.
double slip_cost(std::u32string_view typed, std::u32string_view word, bool beginning);

}  // namespace callside
