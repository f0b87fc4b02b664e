#pragma once

#include <cstddef>
#include <string_view>

namespace callside {

// Stop words: function words that nearly every text has and no question is about. Long queries, such as
// spoken ones, leave them out, which makes them faster and no worse. The index holds them, so that phrases
// match.
//
// The lists (data/stop_words_*.txt) hold articles, conjunctions, pronouns, auxiliaries, prepositions,
// question words and courtesies ("hello", "please"). They hold no word that can turn a question around or be
// its point: no negations, no "without", "before", "after", "on", "off", no numbers, and no function word
// that is also a common content word (French "son": his, sound).

// Returns true if the word is a stop word of the language. `lang_base` is the base of a BCP 47 tag in lower
// case ("sr" of "sr-Latn"); languages without a list have no stop words. `folded_word` is NFKC-normalised and
// case-folded UTF-8 with the accents as typed. A stop word typed without its accents matches too, unless that
// is a content word: "fur" for "für", but not Spanish "mas" for "más". Any thread; allocates only at the
// first call.
bool is_stop_word(std::string_view lang_base, std::string_view folded_word);

// Returns the number of words in the language's list, including spellings without accents; 0 if it has none.
std::size_t stop_word_count(std::string_view lang_base);

}  // namespace callside
