#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "searchd/query/understand/lexicon.h"

namespace callside {

// Finds words within an edit distance of a typed word (insertion, deletion, substitution, transposition:
// optimal string alignment). Walks the trie with one row of the distance table per letter and leaves a branch
// when no cell is within the bound (Oflazer 1996, "Error-tolerant finite-state recognition"). RANKING.md,
// Typing errors.

struct NearWord {
  std::uint32_t first_form = 0,
                // [first, last): the forms of one folded word; for a beginning, all words that start with it
      last_form = 0;
  unsigned edits = 0;
};

// Letters of the longest typed word that is looked for.
inline constexpr std::size_t kLongestTyped = 32;

// Edits allowed in a word of this length: none below four letters, one from four, two from eight. RANKING.md,
// Typing errors.
unsigned forgiven_edits(std::size_t letters);

// Appends the words of `language` within `most_edits` of `typed` (folded, at most kLongestTyped letters).
// With `beginnings`, appends the words that start with something within that distance; these ranges may be
// nested.
void find_near_words(const Lexicon& lexicon, std::uint16_t language, std::u32string_view typed,
                     unsigned most_edits, bool beginnings, std::vector<NearWord>& found);

// Cost of typing `typed` for `word`: about 1 per edit, less for common slips (a neighbouring key, swapped
// letters, a letter doubled or undoubled), more in the first letter. With `beginning`, compares only as much
// of the word as was typed. Both are folded, with at most kLongestTyped letters. RANKING.md, Typing errors.
double slip_cost(std::u32string_view typed, std::u32string_view word, bool beginning);

}  // namespace callside
