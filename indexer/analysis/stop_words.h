#pragma once

#include <cstddef>
#include <string_view>

namespace callside {

// Function words: words that nearly every text has and no question is about. Leaving them out of long queries
// (what a caller says aloud) makes these faster and no worse; the index holds them, so that phrases of them
// can be found.
//
// The lists (stop_word_lists_*.h) were written for Callside from knowledge of the languages: articles,
// conjunctions, pronouns, auxiliaries, prepositions, question words, and what callers say out of courtesy
// ("hello", "please"). They hold no word that can turn a question round or be its point: no negations, no
// "without", "before", "after", "on", "off", no numbers, and no function word that is also a common content
// word (French "son": his, sound).

// Whether `folded_word` is one in the language. `lang_base` is the base of a BCP 47 tag ("sr" of "sr-Latn",
// lower case); of an unknown language no word is one. `folded_word` is NFKC-normalised, casefolded UTF-8 with
// the accents as typed; without its accents a stop word is one, too, where that is no content word ("fur" for
// "für", but not Spanish "mas" for "más"). Allocates nothing; any thread.
bool is_stop_word(std::string_view lang_base, std::string_view folded_word);

// How many words the language's list holds, spellings without accents included; 0: it has none.
std::size_t stop_word_count(std::string_view lang_base);

}  // namespace callside
