#pragma once

#include <cstddef>
#include <string_view>

namespace callside {

// Stop words are function words: nearly every text has them, and no question is about them. Long queries
// (what a caller says aloud) are faster without them and no worse. The index holds them, so that phrases of
// them can be found.
//
// The lists (stop_word_lists_*.h) were written for Callside from knowledge of the languages. They hold
// articles, conjunctions, pronouns, auxiliaries, prepositions, question words and words of courtesy ("hello",
// "please"). They hold no word that can reverse a question or be its subject: no negations, no "without",
// "before", "after", "on", "off", no numbers, and no function word that is also a common content word (French
// "son": his, sound).

// Returns true if `folded_word` is a stop word. `lang_base` is the base of a BCP 47 tag in lower case ("sr"
// of "sr-Latn"); an unknown language has no stop words. `folded_word` is a result of normalize(): casefolded,
// with its accents. A stop word typed without its accents also counts, unless that is a content word: "fur"
// for "für", but not Spanish "mas" for "más". Does not allocate. Safe in any thread.
bool is_stop_word(std::string_view lang_base, std::string_view folded_word);

// Number of words in the list of a language, including spellings without accents; 0 if it has no list.
std::size_t stop_word_count(std::string_view lang_base);

}  // namespace callside
