#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace callside {

// BCP 47 tags and what the analysis knows of a language.

// The tag that a language is analysed by: the base language, in the form that this house uses ("en" for
// "en-US", "nb" for "no", "he" for "iw"); "und" for an empty or unknown tag. Language versions of one base
// share an analysis.
std::string analysis_language(std::string_view tag);

// Whether a document tagged `have` is meant by a wish for `want`: equal, or one is a prefix of the other at a
// subtag
// ("en" meets "en-US" and the reverse; "en-GB" and "en-US" don't). Case does not count.
bool language_meets(std::string_view want, std::string_view have);

// How well `have` fits an ordered wish list: 0 is best (the exact tag of the first wish), larger is worse;
// the same number for every tag that no wish meets.
std::size_t language_rank(const std::vector<std::string>& wishes, std::string_view have);

// Name of the Snowball stemmer in Xapian for an analysis language, or nullptr where it has none. Of German's
// two, "german2" is taken: it joins "kuendigen" and "kündigen".
const char* snowball_name(std::string_view analysis_language);

}  // namespace callside
